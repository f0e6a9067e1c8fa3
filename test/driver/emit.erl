%% RUN: %beamc build --emit=beam-asm --only f/1 %s | FileCheck --check-prefix=BEAM %s
%% RUN: %beamc build --emit=ssa %s | FileCheck --check-prefix=SSA %s
%% RUN: %beamc build --emit=llvm -O0 %s | FileCheck --check-prefix=LLVM %s
%% RUN: %beamc build --emit=asm %s -o %t.s && FileCheck --check-prefix=ASM %s < %t.s
%% RUN: %beamc build --emit=obj %s -o %t.o && llvm-objdump --syms %t.o | FileCheck --check-prefix=OBJ %s
%% Each stage can be seen; no main function is needed for that.
-module(emit).
-export([f/1]).

%% BEAM: call_ext_only #2, lists:append/2
%% SSA: function emit:f/1
%% LLVM: define
%% ASM: x:emit:f/1
%% OBJ: x:emit:f/1
f(X) -> lists:append(X, [a]).
