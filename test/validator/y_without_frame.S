% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A y register needs a frame.
% CHECK: Code+{{[0-9]+}}: error: v_y_without_frame:f/1, 'move': expected a y register of the 0 of the frame, found y0
module v_y_without_frame
exports
  f/1 L2
code
L1:
  func_info v_y_without_frame, f, #1
L2:
  move x0, y0
  return
