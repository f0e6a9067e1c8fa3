%% Tables end with their owners, go to heirs, are given away; many processes share one.
-module(ets_owners).
-export([main/0]).

main() ->
    dies(),
    inherited(),
    given(),
    shared(),
    fixed(),
    ok.

run(F) ->
    {P, M} = spawn_monitor(F),
    receive {'DOWN', M, process, P, R} -> R end.

reason(F) ->
    try F() catch error:R -> R end.

dies() ->
    run(fun() -> ets:new(gone, [named_table, public]), ets:insert(gone, {a, 1}) end),
    io:format("~p ~p~n", [ets:whereis(gone), reason(fun() -> ets:lookup(gone, a) end)]).

inherited() ->
    Me = self(),
    run(fun() ->
            T = ets:new(left, [named_table, {heir, Me, {data, [1,2]}}]),
            ets:insert(T, [{a, 1}, {b, 2}])
        end),
    receive {'ETS-TRANSFER', left, From, Data} -> io:format("~p ~p~n", [is_pid(From), Data]) end,
    io:format("~p ~p~n", [lists:sort(ets:tab2list(left)), ets:info(left, owner) =:= self()]).

given() ->
    Me = self(),
    T = ets:new(gift, [{heir, Me, back}]),
    P = spawn(fun() ->
                  receive {'ETS-TRANSFER', Tab, Me, hello} -> ets:insert(Tab, {from, child}) end,
                  receive stop -> ok end
              end),
    ets:give_away(T, P, hello),
    io:format("~p~n", [reason(fun() -> ets:insert(T, {x, y}) end)]),
    P ! stop,
    receive {'ETS-TRANSFER', T, P, back} -> io:format("~p~n", [ets:tab2list(T)]) end.

%% Counters and inserts of many processes add up.
shared() ->
    T = ets:new(shared, [public, {write_concurrency, true}]),
    O = ets:new(shared, [public, ordered_set]),
    ets:insert(T, {count, 0}),
    Me = self(),
    Ps = [spawn_link(fun() ->
              [begin
                   ets:update_counter(T, count, 1),
                   ets:insert(T, {{N, I}, I}),
                   ets:insert(O, {N * 1000 + I, <<I:800>>})
               end || I <- lists:seq(1, 500)],
              Me ! {done, self()}
          end) || N <- lists:seq(1, 20)],
    [receive {done, P} -> ok end || P <- Ps],
    io:format("~p ~p ~p~n", [ets:lookup(T, count), ets:info(T, size), ets:info(O, size)]),
    io:format("~p~n", [lists:sum(ets:select(T, [{{{'_', '_'}, '$1'}, [], ['$1']}]))]),
    io:format("~p~n", [ets:select_delete(O, [{{'$1', '_'}, [{'=:=', {'rem', '$1', 2}, 0}], [true]}])]),
    io:format("~p ~p~n", [ets:first(O), ets:last(O)]).

%% Rows deleted during a traversal stay findable for it.
fixed() ->
    T = ets:new(fixed, []),
    ets:insert(T, [{I} || I <- lists:seq(1, 1000)]),
    ets:safe_fixtable(T, true),
    N = walk(T, ets:first(T), 0),
    io:format("~p ~p ~p~n", [N, ets:info(T, size), ets:info(T, fixed)]),
    ets:safe_fixtable(T, false),
    io:format("~p ~p ~p~n", [ets:info(T, size), ets:first(T), ets:info(T, fixed)]),
    ets:insert(T, [{I} || I <- lists:seq(1, 10)]),
    io:format("~p~n", [ets:foldl(fun({I}, A) -> I + A end, 0, T)]),
    {Some, Cont} = ets:select(T, [{{'$1'}, [], ['$1']}], 3),
    io:format("~p~n", [length(Some) + length(rest(Cont))]).

walk(_, '$end_of_table', N) -> N;
walk(T, K, N) ->
    ets:delete(T, K),
    walk(T, ets:next(T, K), N + 1).

rest('$end_of_table') -> [];
rest(C) ->
    case ets:select(C) of
        '$end_of_table' -> [];
        {L, Next} -> L ++ rest(Next)
    end.
