% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Only a tuple that setelement/3 has just made is written to.
% CHECK: Code+{{[0-9]+}}: error: v_set_tuple_element_old:f/1, 'set_tuple_element': expected setelement/3 to have made the tuple just before, found another
module v_set_tuple_element_old
exports
  f/1 L2
code
L1:
  func_info v_set_tuple_element_old, f, #1
L2:
  is_tuple L1, x0
  test_arity L1, x0, #2
  set_tuple_element ok, x0, #1
  return
