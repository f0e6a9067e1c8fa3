% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A float takes a reservation of its own.
% CHECK: Code+{{[0-9]+}}: error: v_heap_float:f/1, 'fmove': expected a reserved float, found none
module v_heap_float
exports
  f/1 L2
code
L1:
  func_info v_heap_float, f, #1
L2:
  fconv x0, fr0
  fmove fr0, x0
  return
