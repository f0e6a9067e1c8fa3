% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Written on one path only is not enough.
% CHECK: Code+{{[0-9]+}}: error: v_x_on_one_path:f/1, 'move': expected x1 to be initialised, found it is not on every path
module v_x_on_one_path
exports
  f/1 L2
code
L1:
  func_info v_x_on_one_path, f, #1
L2:
  is_atom L3, x0
  move ok, x1
L3:
  move x1, x0
  return
