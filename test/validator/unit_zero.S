% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Nothing is a multiple of 0 bits.
% CHECK: Code+{{[0-9]+}}: error: v_unit_zero:f/1, 'bs_test_unit': expected a unit of at least 1, found 0
module v_unit_zero
exports
  f/1 L2
code
L1:
  func_info v_unit_zero, f, #1
L2:
  bs_start_match3 L1, x0, #1, x0
  bs_test_unit L3, x0, #0
L3:
  move ok, x0
  return
