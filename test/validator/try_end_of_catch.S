% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% What begins as a catch does not end as a try.
% CHECK: Code+{{[0-9]+}}: error: v_try_end_of_catch:f/1, 'try_end': expected the tag of a try in y0, found that of another kind
module v_try_end_of_catch
exports
  f/1 L2
code
L1:
  func_info v_try_end_of_catch, f, #1
L2:
  allocate #1, #1
  catch y0, L3
  try_end y0
  deallocate #1
  return
L3:
  catch_end y0
  deallocate #1
  return
