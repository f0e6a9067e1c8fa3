%% Timeouts of callbacks and handle_continue.
-module(gen_server_timeouts_continue).
-export([main/0]).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2]).

main() ->
    {ok, _} = gen_server:start_link(?MODULE, self(), []),
    [receive M -> p(M) end || _ <- [1, 2, 3]].

init(P) -> {ok, P, {continue, first}}.

handle_continue(first, P) -> P ! continued, {noreply, P, 5}.

handle_info(timeout, P) -> P ! timed_out, gen_server:cast(self(), go), {noreply, P}.

handle_cast(go, P) -> P ! casted, {noreply, P}.

handle_call(_, _, S) -> {reply, ok, S}.

p(X) -> io:format("~tp~n", [X]).
