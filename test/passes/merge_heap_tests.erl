%% RUN: %beamc build %s --emit=ssa --verify-each --print-after=merge-heap-tests -o - | FileCheck %s
%% What one block builds takes one heap test.
-module(merge_heap_tests).
-export([f/2]).

%% CHECK-LABEL: function merge_heap_tests:f/2
%% CHECK:       heap_test
%% CHECK-NOT:   heap_test
%% CHECK:       ret
f(A, B) -> {[A | B], {B, A}, [A, B]}.
