%% Maps of atoms, and a large map of integers.
-module(bench_maps).
-export([run/0]).
run() -> small(300000, #{a => 1, b => 2, c => 3}) + large(60000, #{}).
small(0, #{a := A, b := B}) -> A + B;
small(N, #{a := A, c := C} = M) -> small(N - 1, M#{a := A + C, b => N}).
large(0, M) -> maps:fold(fun(_, V, S) -> V + S end, 0, M);
large(N, M) -> large(N - 1, maps:update_with(N rem 5000, fun(V) -> V + 1 end, 1, M)).
