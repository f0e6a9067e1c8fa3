% RUN: not %beamc asm %s -o %t.beam 2>&1 | FileCheck %s
% An operand of a kind that the instruction does not take.
% CHECK: bad-code.S: Code+{{[0-9]+}}: error: expected an x or y register, found an atom in 'move'
module bad_code
code
L1:
  func_info bad_code, f, #0
L2:
  move x0, foo
  return
