% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A local call passes as many arguments as the function takes.
% CHECK: Code+{{[0-9]+}}: error: v_call_arity:f/1, 'call_only': expected 0 arguments, found 1
module v_call_arity
exports
  f/1 L2
code
L1:
  func_info v_call_arity, f, #1
L2:
  call_only #1, L4
L3:
  func_info v_call_arity, g, #0
L4:
  move ok, x0
  return
