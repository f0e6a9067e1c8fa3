% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% The tag of a try that has not ended is not overwritten.
% CHECK: Code+{{[0-9]+}}: error: v_tag_overwritten:f/1, 'move': expected y0 to be free, found the tag of a catch or try that has not ended
module v_tag_overwritten
exports
  f/1 L2
code
L1:
  func_info v_tag_overwritten, f, #1
L2:
  allocate #1, #1
  try y0, L3
  move x0, y0
  deallocate #1
  return
L3:
  try_case y0
  deallocate #1
  return
