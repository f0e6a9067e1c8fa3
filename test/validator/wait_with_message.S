% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A process does not wait while it looks at a message.
% CHECK: Code+{{[0-9]+}}: error: v_wait_with_message:f/0, 'wait': expected 'remove_message' or 'loop_rec_end' before this, found neither
module v_wait_with_message
exports
  f/0 L2
code
L1:
  func_info v_wait_with_message, f, #0
L2:
  loop_rec L3, x0
  jump L3
L3:
  wait L2
