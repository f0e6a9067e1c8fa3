%% Higher-order list functions with closures.
-module(bench_lists).
-export([run/0]).
run() -> L = lists:seq(1, 10000), loop(40, L, 0).
loop(0, _, Acc) -> Acc;
loop(N, L, Acc) ->
    A = lists:map(fun(X) -> X * N end, L),
    B = lists:filter(fun(X) -> X rem 3 =:= 0 end, A),
    C = lists:foldl(fun(X, S) -> X + S end, 0, B),
    loop(N - 1, L, Acc + C + length([X || X <- A, X band 1 =:= 0])).
