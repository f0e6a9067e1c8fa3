%% Walks over tables so large that they are cut into slices: results and their order, tables that
%% change meanwhile, walkers that are killed, tables that are deleted.
-module(large_ets_walks).
-export([main/0]).

-define(N, 40000).

main() ->
    [results(Kind, Protection) || Kind <- [set, ordered_set, bag, duplicate_bag], Protection <- [public, protected, private]],
    ranges(),
    [changing(Kind) || Kind <- [set, ordered_set, bag]],
    [killed(Kind) || Kind <- [set, ordered_set]],
    [deleted(Kind) || Kind <- [set, ordered_set]],
    others_fix().

fill(Kind, Protection, N) ->
    T = ets:new(t, [Kind, Protection]),
    [ets:insert(T, {I, I rem 7, {I}}) || I <- lists:seq(1, N)],
    T.

results(Kind, Protection) ->
    T = fill(Kind, Protection, ?N),
    All = ets:tab2list(T),
    Show = fun(X) -> io:format("~p ~p ~p~n", [Kind, X, ets:info(T, fixed)]) end,
    Show({length(All), erlang:phash2(All)}),
    Show(erlang:phash2(ets:select(T, [{{'$1', 3, '_'}, [{'>', '$1', 500}], ['$1']}]))),
    Show(erlang:phash2(ets:select_reverse(T, [{{'$1', 3, '_'}, [], ['$_']}]))),
    Show(erlang:phash2(ets:match(T, {'$1', 2, '$3'}))),
    Show(erlang:phash2(ets:match_object(T, {'_', '_', {'_'}}))),
    Show(ets:select_count(T, [{{'_', 5, '_'}, [], [true]}, {{'$1', '_', '_'}, [{'<', '$1', 100}], [true]}])),
    Show(ets:select(T, [{{'_', nobody, '_'}, [], ['$_']}])),
    Show(length(ets:foldl(fun(R, A) -> [R | A] end, [], T)) =:= length(All)),
    Show(catch_class(fun() -> ets:select(T, [{{'$1', '_', '_'}, [{bad}], ['$1']}]) end)),
    Show(catch_class(fun() -> ets:select_replace(T, [{{'$1', 1, '$2'}, [], [{{'$1', one, '$2'}}]}]) end)),
    Show(ets:select_delete(T, [{{'_', 6, '_'}, [], [true]}])),
    Show(ets:select_delete(T, [{{'$1', '_', '_'}, [{'=:=', {'rem', '$1', 3}, 0}], [true]}])),
    Show({ets:info(T, size), erlang:phash2(lists:sort(ets:tab2list(T)))}),
    Show(ets:match_delete(T, {'_', 0, '_'})),
    Show({ets:info(T, size), erlang:phash2(ets:tab2list(T))}),
    Show(ets:select_delete(T, [{'_', [], [true]}])),
    Show(ets:info(T, size)),
    ets:insert(T, {1, 1, 1}),
    Show(ets:tab2list(T)),
    ets:delete(T).

catch_class(F) ->
    try F() of R -> R catch C:E -> {C, E} end.

%% Parts of a tree, from both ends, at and across the places where a walk is cut.
ranges() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{{K, I}, I} || K <- [a, b, c], I <- lists:seq(1, 20000)]),
    [io:format("~p ~p~n", [K, {length(L), erlang:phash2(L)}])
     || K <- [a, b, c, d, '_'], F <- [select, select_reverse], L <- [ets:F(T, [{{{K, '$1'}, '_'}, [], ['$1']}])]],
    [io:format("~p ~p~n", [K, ets:select_delete(T, [{{{K, '_'}, '$1'}, [{'=<', '$1', 19999}], [true]}])]) || K <- [b, '_', d]],
    io:format("~p~n", [ets:tab2list(T)]).

%% Rows that stay are found once; rows that come and go once or not at all.
changing(Kind) ->
    T = fill(Kind, public, ?N),
    Me = self(),
    Stays = fun(I) -> I rem 10 =/= 0 end,
    Changer = spawn_link(fun() -> Me ! go, change(T, 0) end),
    receive go -> ok end,
    Found = [begin
                 L = ets:select(T, [{{'$1', '_', '_'}, [{'is_integer', '$1'}], ['$1']}]),
                 Staying = lists:sort([I || I <- L, Stays(I), I =< ?N]),
                 {Staying =:= [I || I <- lists:seq(1, ?N), Stays(I)], length(L) =:= length(lists:usort(L))}
             end || _ <- lists:seq(1, 5)],
    Counts = [ets:select_count(T, [{{'$1', '_', {'$1'}}, [{'=/=', {'rem', '$1', 10}, 0}, {'=<', '$1', ?N}], [true]}])
              || _ <- lists:seq(1, 3)],
    Replaced = Kind =/= bag andalso
        ets:select_replace(T, [{{'$1', '_', {'$1'}}, [{'=/=', {'rem', '$1', 10}, 0}, {'=<', '$1', ?N}], [{{'$1', new, {{'$1'}}}}]}]),
    Deleted = ets:select_delete(T, [{{'$1', '_', {'$1'}}, [{'=/=', {'rem', '$1', 10}, 0}, {'=<', '$1', ?N}], [true]}]),
    Changer ! {stop, Me},
    receive stopped -> ok end,
    Left = [I || {I, _, _} <- ets:tab2list(T), Stays(I), I =< ?N],
    io:format("~p ~p ~p ~p ~p ~p ~p~n", [Kind, Found, Counts, Replaced, Deleted, Left, ets:info(T, fixed)]),
    ets:delete(T).

%% Others are deleted, come back, and new ones come.
change(T, I) ->
    receive
        {stop, Pid} -> Pid ! stopped
    after 0 ->
            K = (I * 7919 rem (?N div 10)) * 10,
            ets:delete(T, K),
            ets:insert(T, {K + 2 * ?N, new, {x}}),
            ets:insert(T, {K, again, {x}}),
            I rem 100 =:= 99 andalso erlang:yield(),
            change(T, I + 1)
    end.

%% A walker that is killed leaves nothing behind.
killed(Kind) ->
    T = fill(Kind, public, ?N),
    Me = self(),
    Rounds = [begin
                  {Pid, Ref} = spawn_monitor(fun() -> Me ! {self(), begins}, forever(T) end),
                  receive {Pid, begins} -> ok end,
                  [erlang:yield() || _ <- lists:seq(1, R * 10)],
                  exit(Pid, kill),
                  receive {'DOWN', Ref, _, _, Why} -> Why end
              end || R <- lists:seq(1, 10)],
    until(fun() -> not ets:info(T, fixed) end),
    io:format("~p ~p ~p~n", [Kind, lists:usort(Rounds), length(ets:tab2list(T))]),
    ets:delete(T).

forever(T) ->
    ets:select_count(T, [{{'$1', '_', '_'}, [{'>', '$1', 0}], [true]}]),
    ets:select_replace(T, [{{'$1', '$2', '$3'}, [], [{{'$1', '$2', '$3'}}]}]),
    forever(T).

until(F) ->
    case F() of
        true -> ok;
        false -> erlang:yield(), until(F)
    end.

%% A table that is deleted below a walk: badarg.
deleted(Kind) ->
    Me = self(),
    Rounds = [begin
                  T = fill(Kind, public, 30000),
                  {Pid, Ref} = spawn_monitor(fun() ->
                                                     Me ! {self(), begins},
                                                     try forever(T) catch error:badarg -> exit(badarg) end
                                             end),
                  receive {Pid, begins} -> ok end,
                  [erlang:yield() || _ <- lists:seq(1, R * 10)],
                  ets:delete(T),
                  receive {'DOWN', Ref, _, _, Why} -> Why end
              end || R <- lists:seq(1, 5)],
    io:format("~p ~p~n", [Kind, lists:usort(Rounds)]).

%% Somebody else's fixation, and the caller's own, outlive those of walks.
others_fix() ->
    T = fill(set, public, ?N),
    ets:safe_fixtable(T, true),
    ets:safe_fixtable(T, true),
    io:format("~p~n", [ets:select_delete(T, [{{'$1', '_', '_'}, [{'>', '$1', 10}], [true]}])]),
    {_, [{Pid, Count}]} = ets:info(T, safe_fixed),
    io:format("~p ~p ~p ~p~n", [Pid =:= self(), Count, ets:info(T, size), lists:sort(ets:match(T, {'$1', '_', '_'}))]),
    ets:safe_fixtable(T, false),
    ets:safe_fixtable(T, false),
    io:format("~p ~p~n", [ets:info(T, fixed), ets:select_count(T, [{'_', [], [true]}])]),
    ets:delete(T).
