%% Factorials grow by multiplication and shrink again by exact division.
-module(bignums_factorial).
-export([main/0]).

main() ->
    F = fact(100),
    p(F),
    p(lists:foldl(fun(N, Acc) -> 0 = Acc rem N, Acc div N end, F, lists:seq(1, 100))).

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

p(X) -> io:format("~tp~n", [X]).
