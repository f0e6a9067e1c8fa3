%% RUN: %beamc build --emit=ssa --only pass_options:f/1 --print-after=inline %s -o %t.out 2>&1 | FileCheck --check-prefix=INLINE %s
%% RUN: %beamc build --emit=ssa --print-after=all %s -o %t.out 2>&1 | FileCheck --check-prefix=ALL %s
%% RUN: %beamc build --emit=ssa --print-after=inline --disable-pass=inline %s -o %t.out 2>&1 | count 0
%% RUN: %beamc build --emit=obj --verify-each %s -o %t.o 2>&1 | count 0
%% RUN: %beamc build --emit=obj --time-passes %s -o %t.o 2>&1 | FileCheck --check-prefix=TIME %s
%% RUN: not %beamc build --emit=ssa --print-after=nothing %s -o %t.out 2>&1 | FileCheck --check-prefix=BAD %s
%% RUN: not %beamc-opt --passes=nothing %s 2>&1 | FileCheck --check-prefix=BAD %s
%% What passes do can be printed, checked and timed.
-module(pass_options).
-export([f/1]).

%% INLINE:     ; after inline
%% INLINE:     function pass_options:f/1
%% INLINE-NOT: ; after dead-code
%% ALL:        ; after construction
%% ALL:        ; after remove-redundant-args
%% ALL:        ; after dead-code
%% ALL:        ; after inline
%% ALL:        ; after propagate-types
%% ALL:        ; after merge-blocks
%% ALL:        ; after merge-heap-tests
%% TIME:       {{^ +[0-9]+\.[0-9]+ ms +[0-9.]+%  reading modules$}}
%% TIME:       {{%  construction$}}
%% TIME:       {{%  remove-redundant-args$}}
%% TIME:       {{%  inline$}}
%% TIME:       {{%  merge-heap-tests$}}
%% TIME:       {{%  lowering to LLVM IR$}}
%% TIME:       {{%  LLVM optimiser$}}
%% TIME:       {{%  LLVM code generator$}}
%% TIME:       {{100.0%  total$}}
%% BAD:        error: expected the name of a pass, found 'nothing'; passes are:
%% BAD-NEXT:   dead-code  remove instructions whose result nobody uses
f([H | T]) -> {g(H), T}.

g(X) when is_atom(X) -> X.
