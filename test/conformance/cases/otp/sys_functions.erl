%% sys: get and replace state, suspend, resume, status, statistics.
-module(sys_functions).
-export([main/0]).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).

main() ->
    {ok, P} = gen_server:start_link(?MODULE, 1, []),
    p([sys:get_state(P), sys:replace_state(P, fun(X) -> X + 41 end), gen_server:call(P, get)]),
    p(sys:suspend(P)),
    p(attempt(fun() -> gen_server:call(P, get, 10) end) =/= ok),
    p(sys:resume(P)),
    p(gen_server:call(P, get)),
    {status, P, {module, M}, [_, S, _, _, _]} = sys:get_status(P),
    p({M, S}),
    sys:statistics(P, true),
    gen_server:call(P, get),
    {ok, St} = sys:statistics(P, get),
    p(proplists:get_value(messages_in, St)).

init(N) -> {ok, N}.

handle_call(get, _, N) -> {reply, N, N}.

handle_cast(_, N) -> {noreply, N}.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
