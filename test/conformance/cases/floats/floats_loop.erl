%% A loop on floats in registers gives the bits that single steps give.
-module(floats_loop).
-export([main/0]).

main() ->
    p(loop(1000, 0.0, 1.0)),
    p(newton(2.0, 1.0, 6)).

loop(0, S, _) -> S;
loop(N, S, X) -> loop(N - 1, S + X / N, X * 1.0001).

newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, (X + A / X) / 2, N - 1).

p(X) -> io:format("~tp~n", [X]).
