% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Registers that count as live are initialised.
% CHECK: Code+{{[0-9]+}}: error: v_live_count:f/2, 'test_heap': expected x2 to be initialised, as 3 are live, found it is not on every path
module v_live_count
exports
  f/2 L2
code
L1:
  func_info v_live_count, f, #2
L2:
  test_heap #2, #3
  put_list x0, x1, x0
  return
