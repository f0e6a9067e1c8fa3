module claims
exports
  head/1 L2
  second/1 L4
  map/1 L6
  float/1 L8
  bits/1 L10
  in_try/1 L12
  runs_into_handler/1 L16
  size/1 L21
code
L1:
  func_info claims, head, #1
L2:
  get_hd x0, x0
  return
L3:
  func_info claims, second, #1
L4:
  get_tuple_element x0, #1, x0
  return
L5:
  func_info claims, map, #1
L6:
  get_map_elements L5, x0, {key, x0}
  return
L7:
  func_info claims, float, #1
L8:
  fmove x0, fr0
  fnegate L0, fr0, fr0
  test_heap alloc{words 0, floats 1, funs 0}, #0
  fmove fr0, x0
  return
L9:
  func_info claims, bits, #1
L10:
  bs_start_match4 no_fail, #1, x0, x0
  bs_get_tail x0, x0, #1
  return
L11:
  func_info claims, in_try, #1
L12:
  allocate #2, #1
  try y0, L13
  get_hd x0, x0
  move x0, y1
  call #1, L18
  try_end y0
  deallocate #2
  return
L13:
  try_case y0
  move caught, x0
  deallocate #2
  return
L15:
  func_info claims, runs_into_handler, #1
L16:
  allocate #1, #1
  try y0, L19
  call #1, L18
L19:
  try_case y0
  deallocate #1
  return
L17:
  func_info claims, identity, #1
L18:
  return
L20:
  func_info claims, size, #1
L21:
  test_arity L20, x0, #2
  return
