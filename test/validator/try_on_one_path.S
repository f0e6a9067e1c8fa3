% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Which handler sees an exception does not depend on the path.
% CHECK: Code+{{[0-9]+}}: error: v_try_on_one_path:f/1, 'badmatch': expected the same catch and try on all paths that lead here, found different ones
module v_try_on_one_path
exports
  f/1 L2
code
L1:
  func_info v_try_on_one_path, f, #1
L2:
  allocate_zero #1, #1
  is_atom L3, x0
  try y0, L4
L3:
  badmatch x0
L4:
  try_case y0
  deallocate #1
  return
