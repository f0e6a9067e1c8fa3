%% RUN: mkdir -p %t.d && %erlc +debug_info -o %t.d %s
%% RUN: %beamc inspect --all %t.d/erlang-features.beam > %t.S
%% RUN: FileCheck %s < %t.S
%% RUN: %beamc asm %t.S -o %t.d/again.beam
%% RUN: %beamc inspect --all %t.d/again.beam | diff - %t.S
%% One module with most things a module can hold: the text of its text's module is the same.
-module('erlang-features').
-export([f/1, g/2, h/1, big/1, bits/1, wait/1, 'Odd name'/0]).
-author("nobody").

%% CHECK: module 'erlang-features'
%% CHECK: author
%% CHECK: bs_start_match
f(<<A:8, _:3, Rest/bitstring>>) -> {A, Rest};
f(_) -> fun lists:map/2.

%% CHECK: select_val
g(X, Y) ->
    case X of
        a -> fun(Z) -> Z + Y end;
        b -> [Y | g(c, Y)];
        1 -> #{Y => 1.5};
        c -> catch error(Y)
    end.

%% CHECK: try y{{[0-9]}}
h(X) -> try X() of ok -> 1 catch throw:T -> T; _:_:S -> S after erlang:display(X) end.

big(X) -> X + 123456789012345678901234567890.

%% CHECK: bs_create_bin
bits(X) -> <<X:32/little, "constant", X/utf8, X/float>>.

%% CHECK: wait_timeout
wait(Ref) -> receive {Ref, M} -> M after 1000 -> timeout end.

'Odd name'() -> 'x0'.
