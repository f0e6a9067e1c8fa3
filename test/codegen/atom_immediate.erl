%% RUN: %beamc build %s --emit=asm -o - | FileCheck %s
%% An atom is a link-time constant: comparing with one is a compare with an immediate.
-module(atom_immediate).
-export([f/1]).

%% CHECK-LABEL: "atom_immediate:f/1":
%% CHECK:       cmpq $"a:some_rare_atom", %rdi
f(some_rare_atom) -> 1;
f(_) -> 2.
