% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A function has one frame.
% CHECK: Code+{{[0-9]+}}: error: v_second_frame:f/1, 'allocate': expected no frame, found a frame of 1
module v_second_frame
exports
  f/1 L2
code
L1:
  func_info v_second_frame, f, #1
L2:
  allocate #1, #1
  allocate #1, #1
  deallocate #1
  return
