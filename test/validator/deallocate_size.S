% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% The frame is freed with the size that it has.
% CHECK: Code+{{[0-9]+}}: error: v_deallocate_size:f/1, 'deallocate': expected a frame of 2, found a frame of 1
module v_deallocate_size
exports
  f/1 L2
code
L1:
  func_info v_deallocate_size, f, #1
L2:
  allocate #1, #1
  deallocate #2
  return
