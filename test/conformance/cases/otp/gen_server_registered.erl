%% Local names, whereis, calls by name, a second start under the same name.
-module(gen_server_registered).
-export([main/0]).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).

main() ->
    {ok, P} = gen_server:start({local, my_server}, ?MODULE, [], []),
    p(whereis(my_server) =:= P),
    p(gen_server:call(my_server, {echo, hi})),
    {error, {already_started, Q}} = gen_server:start({local, my_server}, ?MODULE, [], []),
    p(P =:= Q),
    p([gen_server:call(my_server, {echo, N}) || N <- lists:seq(1, 5)]),
    R = gen_server:send_request(my_server, {echo, async}),
    p(gen_server:receive_response(R, 1000)),
    gen_server:stop(my_server),
    {exit, {W, {gen_server, call, A}}} = attempt(fun() -> gen_server:call(my_server, x) end),
    p({W, A}).

init([]) -> {ok, []}.

handle_call({echo, X}, _, S) -> {reply, X, S}.

handle_cast(_, S) -> {noreply, S}.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
