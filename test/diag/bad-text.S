% RUN: not %beamc asm %s -o %t.beam 2>&1 | FileCheck %s
% CHECK: bad-text.S:[[@LINE+6]]:11: error: expected ',', found 'x1'
module bad_text
code
L1:
  func_info bad_text, f, #0
L2:
  move x0 x1
