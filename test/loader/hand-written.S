% RUN: %beamc asm %s -o %t.beam
% RUN: %beamc inspect %t.beam | FileCheck %s
% RUN: %erl -noshell -eval '{ok,B} = file:read_file("%t.beam"), {module,M} = code:load_binary(hand_written, "", B), io:format("~p~n", [M:f(41)]), halt().' | FileCheck --check-prefix=RUNS %s
% A text without tables gets them: atoms, imports and literals are added as instructions name them.
% RUNS: {42,[a,"b"]}
% CHECK:       module hand_written
% CHECK:       limits max_opcode 164 labels 3 functions 1
% CHECK:       imports
% CHECK-NEXT:  erlang:'+'/2
% CHECK:       literals
% CHECK-NEXT:  [a,"b"]
% CHECK:       put_tuple2 x0, {x0, lit0}    % [a,"b"]
module hand_written
exports
  f/1 L2
code
L1:
  func_info hand_written, f, #1
L2:
  gc_bif2 L0, #1, erlang:'+'/2, x0, 1, x0
  test_heap #3, #1
  put_tuple2 x0, {x0, lit([a,"b"])}
  return
