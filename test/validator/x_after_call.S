% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% X registers die at a call.
% CHECK: Code+{{[0-9]+}}: error: v_x_after_call:f/1, 'move': expected x1 to be initialised, found it is not on every path
module v_x_after_call
exports
  f/1 L2
code
L1:
  func_info v_x_after_call, f, #1
L2:
  allocate #0, #1
  move ok, x1
  call_ext #1, erlang:atom_to_list/1
  move x1, x0
  deallocate #0
  return
