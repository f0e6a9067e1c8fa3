% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A list cell takes two reserved words.
% CHECK: Code+{{[0-9]+}}: error: v_heap_list:f/1, 'put_list': expected 2 reserved words of heap, found 1
module v_heap_list
exports
  f/1 L2
code
L1:
  func_info v_heap_list, f, #1
L2:
  test_heap #3, #1
  put_list x0, [], x1
  put_list x0, x1, x0
  return
