%% ETS tables, persistent terms, atoms, counters and timers that many processes use at once.
-module(threads_tables).
-export([main/0]).

main() ->
    [ets_table(Options) || Options <- [[set], [ordered_set], [bag], [set, {write_concurrency, true}, {read_concurrency, true}], [ordered_set, {write_concurrency, true}]]],
    owners(),
    persistent(),
    atoms(),
    counting(),
    timers().

%% Each of eight processes has its own keys; all read everything.
ets_table(Options) ->
    T = ets:new(t, [public | Options]),
    together(5, fun(I) -> [table_step(T, I, N) || N <- lists:seq(1, 60)] end),
    p({Options, ets:info(T, size), erlang:phash2(lists:sort(ets:tab2list(T)))}),
    ets:delete(T).

table_step(T, I, N) ->
    ets:insert(T, {{I, N}, N, lists:duplicate(N rem 10, I)}),
    ets:lookup(T, {(I rem 8) + 1, N}),
    ets:insert_new(T, {{I, N}, again}),
    N rem 3 =:= 0 andalso ets:delete(T, {I, N - 1}),
    N rem 10 =:= 0 andalso ets:select(T, [{{{'$1', N}, '_', '_'}, [], ['$1']}]),
    N rem 25 =:= 0 andalso ets:foldl(fun(_, A) -> A + 1 end, 0, T),
    N rem 30 =:= 0 andalso ets:match_delete(T, {{I, N - 5}, '_', '_'}),
    N rem 7 =:= 0 andalso (catch ets:next(T, ets:first(T))),
    N rem 40 =:= 0 andalso ets:info(T).

%% Tables whose owners end, with and without an heir, while others use them.
owners() ->
    Self = self(),
    together(6, fun(I) ->
                    [begin
                         {P, M} = spawn_monitor(fun() ->
                                                    T = ets:new(own, [public, {heir, Self, {I, N}}]),
                                                    ets:insert(T, {I, N}),
                                                    ets:new(named, []),
                                                    exit(T)
                                                end),
                         receive {'DOWN', M, process, P, T} -> catch ets:lookup(T, I), catch ets:info(T) end
                     end || N <- lists:seq(1, 20)]
                end),
    p(lists:sort([receive {'ETS-TRANSFER', T, _, D} -> ets:delete(T), D end || _ <- lists:seq(1, 120)]) =:= [{I, N} || I <- lists:seq(1, 6), N <- lists:seq(1, 20)]).

persistent() ->
    together(4, fun(I) ->
                    [begin
                         persistent_term:put({?MODULE, I}, {I, N, "value"}),
                         {I, N, "value"} = persistent_term:get({?MODULE, I}),
                         persistent_term:get({?MODULE, (I rem 4) + 1}, none),
                         N rem 5 =:= 0 andalso persistent_term:erase({?MODULE, I})
                     end || N <- lists:seq(1, 31)]
                end),
    p([persistent_term:get({?MODULE, I}) || I <- lists:seq(1, 4)]).

atoms() ->
    Names = [lists:usort([list_to_atom("threads_atom_" ++ integer_to_list(N)) || N <- lists:seq(1, 400)]) || _ <- [1]],
    together(6, fun(_) -> Names = [lists:usort([list_to_atom("threads_atom_" ++ integer_to_list(N)) || N <- lists:seq(1, 400)])],
                          [binary_to_atom(<<"threads_new_", (integer_to_binary(N))/binary>>) || N <- lists:seq(1, 300)] end),
    p(length(hd(Names))).

counting() ->
    C = counters:new(2, [write_concurrency]),
    A = atomics:new(1, []),
    together(6, fun(_) -> [begin counters:add(C, 1, 1), counters:get(C, 2), atomics:add_get(A, 1, 2), atomics:compare_exchange(A, 1, -1, -1) end || _ <- lists:seq(1, 500)] end),
    p([counters:get(C, 1), atomics:get(A, 1)]).

%% Timers are cancelled by others than those who started them.
timers() ->
    together(6, fun(I) ->
                    Rs = [erlang:start_timer(N rem 4, self(), {I, N}) || N <- lists:seq(1, 100)],
                    Parent = self(),
                    {P, M} = spawn_monitor(fun() -> exit([R || R <- Rs, is_integer(erlang:cancel_timer(R))]) end),
                    Cancelled = receive {'DOWN', M, process, P, L} -> length(L) end,
                    100 - Cancelled =:= length([receive {timeout, _, _} -> ok end || _ <- lists:seq(1, 100 - Cancelled)]) orelse exit(lost),
                    [erlang:send_after(100000, Parent, never) || _ <- lists:seq(1, 50)]
                end).

%% Runs F(1) … F(N) at once; each must end normally.
together(N, F) ->
    Ms = [spawn_monitor(fun() -> F(I), exit(normal) end) || I <- lists:seq(1, N)],
    p(lists:usort([receive {'DOWN', M, process, P, R} -> R end || {P, M} <- Ms])).

p(X) -> io:format("~tp~n", [X]).
