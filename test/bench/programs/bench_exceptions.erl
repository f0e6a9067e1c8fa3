%% try, catch and throw.
-module(bench_exceptions).
-export([run/0]).
run() -> loop(300000, 0).
loop(0, S) -> S;
loop(N, S) ->
    X = try check(N) catch throw:{odd, V} -> V; error:_ -> 1 end,
    Y = case catch check(N + 1) of {odd, W} -> W; V2 -> V2 end,
    loop(N - 1, S + X + Y).
check(N) when N band 1 =:= 1 -> throw({odd, N});
check(N) -> N.
