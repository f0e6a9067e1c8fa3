% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A reservation ends at a call.
% CHECK: Code+{{[0-9]+}}: error: v_heap_after_call:f/1, 'put_list': expected 2 reserved words of heap, found 0
module v_heap_after_call
exports
  f/1 L2
code
L1:
  func_info v_heap_after_call, f, #1
L2:
  allocate_heap #0, #2, #1
  call_ext #1, erlang:atom_to_list/1
  put_list x0, [], x0
  deallocate #0
  return
