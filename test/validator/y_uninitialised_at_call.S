% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% No y register is undefined where a collection may come.
% CHECK: Code+{{[0-9]+}}: error: v_y_uninitialised_at_call:f/1, 'call_ext': expected y1 to be initialised where a collection may come, found it is not on every path
module v_y_uninitialised_at_call
exports
  f/1 L2
code
L1:
  func_info v_y_uninitialised_at_call, f, #1
L2:
  allocate #2, #1
  move x0, y0
  call_ext #1, erlang:atom_to_list/1
  deallocate #2
  return
