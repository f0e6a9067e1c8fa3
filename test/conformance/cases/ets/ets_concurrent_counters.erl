%% Many processes count in one public table; nothing is lost.
-module(ets_concurrent_counters).
-export([main/0]).

main() ->
    T = ets:new(t, [public, {write_concurrency, true}]),
    Ps = [spawn_monitor(fun() -> [ets:update_counter(T, I rem 7, 1, {I rem 7, 0}) || I <- lists:seq(1, 500)] end) || _ <- lists:seq(1, 20)],
    [receive {'DOWN', M, process, P, normal} -> ok end || {P, M} <- Ps],
    p(lists:sort(ets:tab2list(T))),
    p(lists:sum([V || {_, V} <- ets:tab2list(T)])).

p(X) -> io:format("~tp~n", [X]).
