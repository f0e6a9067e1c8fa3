% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A jump stays in its function.
% CHECK: Code+{{[0-9]+}}: error: v_label_elsewhere:f/1, 'jump': expected a label of the same function, found label 4
module v_label_elsewhere
exports
  f/1 L2
code
L1:
  func_info v_label_elsewhere, f, #1
L2:
  jump L4
L3:
  func_info v_label_elsewhere, g, #0
L4:
  move ok, x0
  return
