%% A gen_server: call, cast, info, late replies, stop and terminate.
-module(gen_server_calls).
-export([main/0]).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).

main() ->
    {ok, P} = gen_server:start_link(?MODULE, 5, []),
    p([gen_server:call(P, get), gen_server:cast(P, {add, 10}), gen_server:call(P, get)]),
    P ! {info, message},
    p(gen_server:call(P, later)),
    p(attempt(fun() -> gen_server:call(P, never, 10) end) =/= ok),
    p(gen_server:stop(P)),
    p(is_process_alive(P)),
    {exit, {R, _}} = attempt(fun() -> gen_server:call(P, get) end),
    p(R).

init(N) -> io:format("init ~p~n", [N]), {ok, N}.

handle_call(get, _, N) -> {reply, N, N};
handle_call(never, _, N) -> {noreply, N};
handle_call(later, From, N) -> gen_server:reply(From, {late, N}), {noreply, N}.

handle_cast({add, X}, N) -> {noreply, N + X}.

handle_info(I, N) -> io:format("info ~p~n", [I]), {noreply, N}.

terminate(R, N) -> io:format("terminate ~p ~p~n", [R, N]).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
