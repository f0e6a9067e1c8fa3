% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% An x register is written before it is read.
% CHECK: Code+{{[0-9]+}}: error: v_x_uninitialised:f/1, 'move': expected x3 to be initialised, found it is not on every path
module v_x_uninitialised
exports
  f/1 L2
code
L1:
  func_info v_x_uninitialised, f, #1
L2:
  move x3, x0
  return
