% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A match context does not leave its function as a value.
% CHECK: Code+{{[0-9]+}}: error: v_context_returned:f/1, 'return': expected a term in x0, found a match context
module v_context_returned
exports
  f/1 L2
code
L1:
  func_info v_context_returned, f, #1
L2:
  bs_start_match3 L1, x0, #1, x0
  return
