%% Takes long to load; see code_linked_on_load. It wants a NIF
%% library that is not there, and can do without.
-module(code_linked_on_load_slow).
-export([main/0, value/0, leave/1, native/0]).
-on_load(init/0).

init() ->
    {error, {load_failed, _}} = erlang:load_nif("/no/such/library", 0),
    Count = ets:new(code_linked_on_load, [named_table, public]),
    Keeper = spawn(fun() -> receive stop -> ok end end),
    ets:give_away(Count, Keeper, []),
    ets:update_counter(Count, runs, 1, {runs, 0}),
    work(300000),
    ok.

work(0) -> ok;
work(N) -> work(N - 1).

value() -> ets:lookup(code_linked_on_load, runs).
leave(Why) -> exit(Why).
native() -> erlang:nif_error(not_loaded).

main() ->
    io:format("~p~n", [try native() catch error:E -> E end]).
