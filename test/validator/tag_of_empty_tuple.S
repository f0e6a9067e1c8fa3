% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% An empty tuple has no first element to compare.
% CHECK: Code+{{[0-9]+}}: error: v_tag_of_empty_tuple:f/1, 'is_tagged_tuple': expected the size of a tuple that has a tag, found 0
module v_tag_of_empty_tuple
exports
  f/1 L2
code
L1:
  func_info v_tag_of_empty_tuple, f, #1
L2:
  is_tagged_tuple L1, x0, #0, ok
  return
