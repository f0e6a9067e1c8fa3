% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Nothing is looked at when the queue was empty.
% CHECK: Code+{{[0-9]+}}: error: v_message_on_one_path:f/0, 'remove_message': expected a message that is being looked at, found none
module v_message_on_one_path
exports
  f/0 L2
code
L1:
  func_info v_message_on_one_path, f, #0
L2:
  move ok, x0
  loop_rec L3, x0
L3:
  remove_message
  move ok, x0
  return
