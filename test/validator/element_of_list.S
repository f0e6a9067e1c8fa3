% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% What is known to be no tuple has no elements.
% CHECK: Code+{{[0-9]+}}: error: v_element_of_list:f/1, 'get_tuple_element': expected a tuple in x0, found the empty list
module v_element_of_list
exports
  f/1 L2
code
L1:
  func_info v_element_of_list, f, #1
L2:
  is_nil L1, x0
  get_tuple_element x0, #0, x0
  return
