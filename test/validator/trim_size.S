% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% trim names the whole frame.
% CHECK: Code+{{[0-9]+}}: error: v_trim_size:f/1, 'trim': expected a frame of 3, found a frame of 2
module v_trim_size
exports
  f/1 L2
code
L1:
  func_info v_trim_size, f, #1
L2:
  allocate_zero #2, #1
  trim #1, #2
  deallocate #2
  return
