%% lists:sort of pseudo-random integers.
-module(bench_sort).
-export([run/0]).
run() -> L = random(200000, 42, []), hd(lists:sort(L)) + length(lists:usort(L)).
random(0, _, L) -> L;
random(N, S, L) -> S1 = (S * 1103515245 + 12345) band 16#7fffffff, random(N - 1, S1, [S1 | L]).
