% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Positions and sizes are bounded.
% CHECK: Code+{{[0-9]+}}: error: v_large_number:f/1, 'get_tuple_element': expected a number up to 2^30, found 4294967296
module v_large_number
exports
  f/1 L2
code
L1:
  func_info v_large_number, f, #1
L2:
  is_tuple L1, x0
  get_tuple_element x0, #4294967296, x0
  return
