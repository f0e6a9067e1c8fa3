% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A handler begins with its try_case or catch_end.
% CHECK: Code+{{[0-9]+}}: error: v_handler_begin:f/1, 'move': expected 'try_case' or 'catch_end' where an exception arrives, found another instruction
module v_handler_begin
exports
  f/1 L2
code
L1:
  func_info v_handler_begin, f, #1
L2:
  allocate #1, #1
  try y0, L3
  call_ext #1, erlang:atom_to_list/1
  try_end y0
  deallocate #1
  return
L3:
  move ok, x0
  deallocate #1
  return
