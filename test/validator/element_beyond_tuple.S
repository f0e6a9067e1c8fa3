% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% An element lies in the tuple.
% CHECK: Code+{{[0-9]+}}: error: v_element_beyond_tuple:f/1, 'get_tuple_element': expected a tuple of at least 3 elements in x0, found one of 2
module v_element_beyond_tuple
exports
  f/1 L2
code
L1:
  func_info v_element_beyond_tuple, f, #1
L2:
  is_tuple L1, x0
  test_arity L1, x0, #2
  get_tuple_element x0, #2, x0
  return
