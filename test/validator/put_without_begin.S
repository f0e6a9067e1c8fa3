% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Segments follow the instruction that begins the bitstring.
% CHECK: Code+{{[0-9]+}}: error: v_put_without_begin:f/1, 'bs_put_integer': expected a bitstring that is being built, found none
module v_put_without_begin
exports
  f/1 L2
code
L1:
  func_info v_put_without_begin, f, #1
L2:
  bs_put_integer L0, 8, #1, #0, x0
  return
