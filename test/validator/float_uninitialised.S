% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% A float register is written before it is read.
% CHECK: Code+{{[0-9]+}}: error: v_float_uninitialised:f/1, 'fadd': expected fr1 to be initialised, found it is not
module v_float_uninitialised
exports
  f/1 L2
code
L1:
  func_info v_float_uninitialised, f, #1
L2:
  fconv x0, fr0
  fadd L0, fr0, fr1, fr0
  return
