% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A catch ends before its frame goes.
% CHECK: Code+{{[0-9]+}}: error: v_catch_not_ended:f/1, 'deallocate': expected every catch and try to have ended, found the tag in y0
module v_catch_not_ended
exports
  f/1 L2
code
L1:
  func_info v_catch_not_ended, f, #1
L2:
  allocate #1, #1
  catch y0, L3
  deallocate #1
  return
L3:
  catch_end y0
  deallocate #1
  return
