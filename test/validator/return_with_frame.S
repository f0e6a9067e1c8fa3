% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A return has no frame.
% CHECK: Code+{{[0-9]+}}: error: v_return_with_frame:f/1, 'return': expected no frame, found a frame of 1
module v_return_with_frame
exports
  f/1 L2
code
L1:
  func_info v_return_with_frame, f, #1
L2:
  allocate #1, #1
  move x0, y0
  return
