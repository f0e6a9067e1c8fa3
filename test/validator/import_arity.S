% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A call of another module passes as many arguments as the import names.
% CHECK: Code+{{[0-9]+}}: error: v_import_arity:f/2, 'call_ext_only': expected 1 arguments, found 2
module v_import_arity
exports
  f/2 L2
code
L1:
  func_info v_import_arity, f, #2
L2:
  call_ext_only #2, erlang:atom_to_list/1
