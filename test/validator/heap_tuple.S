% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A tuple takes a word more than it has elements.
% CHECK: Code+{{[0-9]+}}: error: v_heap_tuple:f/1, 'put_tuple2': expected 3 reserved words of heap, found 2
module v_heap_tuple
exports
  f/1 L2
code
L1:
  func_info v_heap_tuple, f, #1
L2:
  test_heap #2, #1
  put_tuple2 x0, {x0, x0}
  return
