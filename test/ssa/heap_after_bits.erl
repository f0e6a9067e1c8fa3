%% RUN: %beamc build %s --emit=ssa -o - --only heap_after_bits:f/2 | FileCheck %s
%% The words that bs_create_bin asks for beside its bitstring are reserved before terms are built in them.
-module(heap_after_bits).
-export([f/2]).

%% CHECK-LABEL: function heap_after_bits:f/2
%% CHECK:       bs_create
%% CHECK-NOT:   = cons
%% CHECK:       heap_test #6
%% CHECK-NEXT:  = cons
%% CHECK-NEXT:  = cons
%% CHECK-NEXT:  = cons
f(N, B) ->
    g(<<B/binary, 1:32>>),
    C = <<B/binary, N:32>>,
    [N, C, N].

g(_) -> ok.
