% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Matching needs a match context.
% CHECK: Code+{{[0-9]+}}: error: v_match_without_context:f/2, 'bs_get_integer2': expected a match context, found any term
module v_match_without_context
exports
  f/2 L2
code
L1:
  func_info v_match_without_context, f, #2
L2:
  bs_get_integer2 L1, x1, #2, 8, #1, #0, x0
  return
