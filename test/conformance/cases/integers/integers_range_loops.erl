%% Loops with known ranges, counting up and down over the word limits.
-module(integers_range_loops).
-export([main/0]).

main() ->
    p(up(1, 100000, 0)),
    p(down((1 bsl 60) + 5, 10, [])),
    p(squares(lists:seq((1 bsl 30) - 2, (1 bsl 30) + 2))).

up(I, N, S) when I =< N -> up(I + 1, N, S + I * I);
up(_, _, S) -> S.

down(_, 0, L) -> L;
down(N, K, L) -> down(N - 1, K - 1, [N | L]).

squares(L) -> [X * X || X <- L].

p(X) -> io:format("~tp~n", [X]).
