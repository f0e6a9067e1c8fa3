%% ETS: inserts, look-ups, counters.
-module(bench_ets).
-export([run/0]).
run() ->
    T = ets:new(t, [set, public]),
    fill(100000, T),
    S = look(100000, T, 0),
    [ets:update_counter(T, K, {2, 1}) || K <- lists:seq(1, 100000)],
    N = ets:select_count(T, [{{'_', '$1'}, [{'>', '$1', 50000}], [true]}]),
    ets:delete(T),
    S + N.
fill(0, _) -> ok;
fill(N, T) -> ets:insert(T, {N, N}), fill(N - 1, T).
look(0, _, S) -> S;
look(N, T, S) -> [{_, V}] = ets:lookup(T, N), look(N - 1, T, S + V).
