% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A call that returns needs a frame.
% CHECK: Code+{{[0-9]+}}: error: v_call_without_frame:f/1, 'call_ext': expected a frame, found none
module v_call_without_frame
exports
  f/1 L2
code
L1:
  func_info v_call_without_frame, f, #1
L2:
  call_ext #1, erlang:atom_to_list/1
  return
