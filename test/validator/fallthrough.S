% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A function ends with a return, a tail call or a jump.
% CHECK: Code+{{[0-9]+}}: error: v_fallthrough:f/1, 'move': expected the function to end with a return, a tail call or a jump, found its end
module v_fallthrough
exports
  f/1 L2
code
L1:
  func_info v_fallthrough, f, #1
L2:
  move x0, x1
