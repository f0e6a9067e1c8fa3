% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% An inner try lies below the outer one in the frame.
% CHECK: Code+{{[0-9]+}}: error: v_try_nesting:f/1, 'try': expected a y register below y0, the tag around it, found y1
module v_try_nesting
exports
  f/1 L2
code
L1:
  func_info v_try_nesting, f, #1
L2:
  allocate_zero #2, #1
  try y0, L3
  try y1, L3
  try_end y1
  try_end y0
  deallocate #2
  return
L3:
  try_case y0
  deallocate #2
  return
