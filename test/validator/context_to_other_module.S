% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A match context is not passed to another module.
% CHECK: Code+{{[0-9]+}}: error: v_context_to_other_module:f/1, 'call_ext_only': expected a term in x0, found a match context
module v_context_to_other_module
exports
  f/1 L2
code
L1:
  func_info v_context_to_other_module, f, #1
L2:
  bs_start_match3 L1, x0, #1, x0
  call_ext_only #1, erlang:byte_size/1
