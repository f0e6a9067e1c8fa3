% RUN: %beamc asm %s -o %t.beam
% RUN: not %beamc validate %t.beam 2>&1 | FileCheck %s
% Elements are taken from maps only.
% CHECK: Code+{{[0-9]+}}: error: v_map_of_atom:f/1, 'get_map_elements': expected a map, found an atom
module v_map_of_atom
exports
  f/1 L2
code
L1:
  func_info v_map_of_atom, f, #1
L2:
  get_map_elements L1, ok, {a, x0}
  return
