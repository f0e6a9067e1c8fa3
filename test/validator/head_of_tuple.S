% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% What is known to be no list cell has no head.
% CHECK: Code+{{[0-9]+}}: error: v_head_of_tuple:f/1, 'get_hd': expected a list cell in x0, found a tuple
module v_head_of_tuple
exports
  f/1 L2
code
L1:
  func_info v_head_of_tuple, f, #1
L2:
  is_tuple L1, x0
  get_hd x0, x0
  return
