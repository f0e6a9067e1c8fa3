%% Guards compare, compute and test bignums.
-module(bignums_in_guards).
-export([main/0]).

main() ->
    p([kind(X) || X <- [1, 1 bsl 59, 1 bsl 60, 1 bsl 64, -(1 bsl 64), (1 bsl 64) + 1]]).

kind(X) when X =:= 1 bsl 64 -> two_to_64;
kind(X) when X rem 2 =:= 1, X > 1 bsl 62 -> big_odd;
kind(X) when is_integer(X), X < 0 -> negative;
kind(X) when X * X > 1 bsl 100 -> large_square;
kind(_) -> small.

p(X) -> io:format("~tp~n", [X]).
