% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% setelement/3 has made a tuple, but another one would be changed.
% CHECK: Code+{{[0-9]+}}: error: v_set_tuple_element_other:f/1, 'set_tuple_element': expected setelement/3 to have made the tuple just before, found another
module v_set_tuple_element_other
exports
  f/1 L2
code
L1:
  func_info v_set_tuple_element_other, f, #1
L2:
  is_tuple L1, x0
  test_arity L1, x0, #2
  allocate #1, #1
  move x0, y0
  move x0, x1
  move 1, x0
  move a, x2
  call_ext #3, erlang:setelement/3
  set_tuple_element ok, y0, #1
  deallocate #1
  return
