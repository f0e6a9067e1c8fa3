% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Paths that meet have the same frame.
% CHECK: Code+{{[0-9]+}}: error: v_frames_meet:f/1, 'deallocate': expected the same frame on all paths that lead here, found different ones
module v_frames_meet
exports
  f/1 L2
code
L1:
  func_info v_frames_meet, f, #1
L2:
  is_atom L3, x0
  allocate #1, #1
L3:
  deallocate #1
  return
