%% sys: trace output, log, statistics, debug functions, state, code change, suspension.
-module(sys_debugging).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, code_change/3]).
-behaviour(gen_server).

init(S) -> {ok, S}.
handle_call(M, _, S) -> {reply, {S, M}, S}.
handle_cast(M, _) -> {noreply, M}.
handle_info(_, S) -> {noreply, S}.
code_change(Old, S, Extra) -> {ok, {Old, S, Extra}}.

main() ->
    logger:set_primary_config(level, none),
    {ok, P} = gen_server:start(?MODULE, s0, [{debug, [statistics]}]),
    p(gen_server:call(P, hello)),
    {ok, Statistics} = sys:statistics(P, get),
    p([{K, V} || {K, V} <- Statistics, K =:= messages_in orelse K =:= messages_out]),
    p([sys:statistics(P, false), sys:statistics(P, get)]),
    p(sys:log(P, {true, 3})),
    [gen_server:call(P, N) || N <- [1, 2]],
    {ok, Log} = sys:log(P, get),
    p([plain(E) || E <- Log]),
    p(sys:log(P, false)),
    p(sys:get_state(P)),
    p([sys:replace_state(P, fun(S) -> {new, S} end), sys:get_state(P)]),
    p(attempt(fun() -> sys:replace_state(P, fun(_) -> error(no) end) end)),
    p(sys:get_state(P)),
    Me = self(),
    p(sys:install(P, {counter, fun(3, _, _) -> done; (N, E, _) -> Me ! {N, plain(E)}, N + 1 end, 1})),
    p(sys:install(P, {counter, fun(N, _, _) -> N end, 1})),
    gen_server:call(P, seen),
    gen_server:call(P, more),
    all(),
    p([sys:remove(P, counter), sys:remove(P, nothing)]),
    p([sys:suspend(P), attempt(fun() -> gen_server:call(P, asleep, 5) end), sys:change_code(P, ?MODULE, v1, extra), sys:resume(P)]),
    p(sys:get_state(P)),
    {status, P, {module, gen_server}, [_, running, Parent, Debug, Misc]} = sys:get_status(P),
    p([Parent =:= P, Debug, proplists:get_value(header, Misc), [D || {data, D} <- Misc]]),
    p(sys:trace(P, true)),
    gen_server:cast(P, traced),
    p(gen_server:call(P, after_cast)),
    p([sys:trace(P, false), sys:no_debug(P)]),
    p([sys:debug_options([log, {log, 5}, trace, statistics]) =/= [], sys:debug_options([])]),
    D0 = sys:debug_options([{log, 2}]),
    D1 = sys:handle_debug(D0, fun(_, E, X) -> io:format("~p~n", [{E, X}]) end, extra, {in, m}),
    p([sys:get_log(D1), sys:print_log(D1), sys:get_debug(log, [], d)]),
    p(attempt(fun() -> sys:get_state(nobody_there, 10) end)),
    M = monitor(process, P),
    p(sys:terminate(P, bye)),
    receive {'DOWN', M, process, P, Why} -> p(Why) end,
    p(attempt(fun() -> sys:get_state(P) end)).

plain(E) when is_tuple(E) -> list_to_tuple([plain(X) || X <- tuple_to_list(E)]);
plain([H | T]) -> [plain(H) | plain(T)];
plain(R) when is_reference(R); is_pid(R) -> x;
plain(E) -> E.

all() ->
    receive M -> p(M), all()
    after 20 -> ok
    end.

attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
