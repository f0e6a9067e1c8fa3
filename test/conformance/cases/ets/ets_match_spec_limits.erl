%% Match specifications that are nested too deeply, and patterns that are none inside others.
-module(ets_match_spec_limits).
-export([main/0]).

main() ->
    Small = condition(1000),
    io:format("~p~n", [erlang:match_spec_test({1, x}, [{{'$1', '$2'}, [Small], [{{'$1', b}}]}], table)]),
    T = ets:new(t, [ordered_set]),
    H = ets:new(t, []),
    [ets:insert(Tab, {N, x}) || Tab <- [T, H], N <- lists:seq(1, 3)],
    [begin
         {error, _} = erlang:match_spec_test({1, x}, Spec, table),
         io:format("~p~n", [[reason(F) || F <- [fun() -> ets:match_spec_compile(Spec) end,
                                                fun() -> ets:select(T, Spec) end,
                                                fun() -> ets:select(H, Spec, 2) end,
                                                fun() -> ets:select_count(H, Spec) end,
                                                fun() -> ets:select_delete(T, Spec) end,
                                                fun() -> ets:select_replace(H, Spec) end]]])
     end || Spec <- [[{{'$1', '$2'}, [condition(20000)], [{{'$1', b}}]}],
                     [{{'$1', '$2'}, [], [{{'$1', deep(20000)}}]}]]],
    io:format("~p ~p~n", [lists:sort(ets:tab2list(T)), lists:sort(ets:tab2list(H))]),
    [io:format("~p~n", [reason(fun() -> ets:match_spec_compile([{P, [], ['$_']}]) end)])
     || P <- [{#{'$1' => a}}, {1, #{'_' => a}}, {[#{'$1' => a}]}, #{'$1' => a}, {{{#{x => #{'$1' => 2}}}}}]].

condition(0) -> true;
condition(N) -> {'orelse', {'==', N, '$1'}, condition(N - 1)}.

deep(0) -> '$1';
deep(N) -> [deep(N - 1)].

reason(F) ->
    try F(), ok catch C:R -> {C, R} end.
