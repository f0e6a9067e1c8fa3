%% A function with many live variables across calls.
-module(control_many_variables).
-export([main/0]).

main() ->
    A = id(1), B = id(2), C = id(3), D = id(4), E = id(5), F = id(6), G = id(7), H = id(8), I = id(9), J = id(10),
    K = id({A, B}), L = id({C, D}), M = id([E, F]), N = id([G, H]), O = id(#{I => J}),
    P = add(add(A, B), add(add(C, D), add(E, F))),
    p({A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P}),
    p(case id(P) of 21 when A < B, C < D -> {K, O, N}; _ -> no end).

add(X, Y) -> erlang:garbage_collect(), X + Y.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
