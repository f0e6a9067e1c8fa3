% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A built-in function may take what was reserved.
% CHECK: Code+{{[0-9]+}}: error: v_heap_after_bif:f/1, 'put_list': expected 2 reserved words of heap, found 0
module v_heap_after_bif
exports
  f/1 L2
code
L1:
  func_info v_heap_after_bif, f, #1
L2:
  test_heap #2, #1
  bif1 L1, erlang:list_to_tuple/1, x0, x0
  put_list x0, [], x0
  return
