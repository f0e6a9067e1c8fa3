% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A message that stays in the mailbox is not used after the look at it.
% CHECK: Code+{{[0-9]+}}: error: v_message_after_end:f/0, 'move': expected x0 to be initialised, found it is not on every path
module v_message_after_end
exports
  f/0 L2
code
L1:
  func_info v_message_after_end, f, #0
L2:
L3:
  loop_rec L4, x0
  jump L5
L4:
  wait L3
L5:
  loop_rec_end L6
L6:
  move x0, x1
  jump L3
