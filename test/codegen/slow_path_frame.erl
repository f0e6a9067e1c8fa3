%% RUN: %beamc build %s --emit=asm -o - | FileCheck %s
%% A slow path that calls into the runtime costs the fast path no frame on the C stack.
-module(slow_path_frame).
-export([app/2]).

%% CHECK-LABEL: "slow_path_frame:app/2":
%% CHECK-NOT:   {{pop|push}}
%% CHECK:       jmpq *
%% CHECK-LABEL: "slow_path_frame:app/2+2":
%% CHECK-NOT:   {{pop|push}}
%% CHECK:       leaq beamc_slow_collect(%rip), %r11
%% CHECK-NEXT:  callq beamc_realign_call
app([], L) -> L;
app([H | T], L) -> [H | app(T, L)].
