% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A function is not left while a message is being looked at.
% CHECK: Code+{{[0-9]+}}: error: v_message_not_taken:f/0, 'return': expected 'remove_message' or 'loop_rec_end' before this, found neither
module v_message_not_taken
exports
  f/0 L2
code
L1:
  func_info v_message_not_taken, f, #0
L2:
  allocate #0, #0
L3:
  loop_rec L4, x0
  deallocate #0
  return
L4:
  wait L3
