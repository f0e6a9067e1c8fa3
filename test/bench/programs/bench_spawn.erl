%% Spawning processes that answer and end.
-module(bench_spawn).
-export([run/0]).
run() -> Self = self(), loop(100000, Self, 0).
loop(0, _, S) -> S;
loop(N, Self, S) -> spawn(fun() -> Self ! N end), receive X -> loop(N - 1, Self, S + X) end.
