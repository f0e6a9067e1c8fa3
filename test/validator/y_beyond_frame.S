% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A y register lies in the frame.
% CHECK: Code+{{[0-9]+}}: error: v_y_beyond_frame:f/1, 'move': expected a y register of the 1 of the frame, found y1
module v_y_beyond_frame
exports
  f/1 L2
code
L1:
  func_info v_y_beyond_frame, f, #1
L2:
  allocate #1, #1
  move x0, y1
  deallocate #1
  return
