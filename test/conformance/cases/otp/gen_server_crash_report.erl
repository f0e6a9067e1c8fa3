%% The reports of a crashing gen_server on standard error.
-module(gen_server_crash_report).
-export([main/0]).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).

main() ->
    {ok, P} = gen_server:start(?MODULE, [], []),
    M = monitor(process, P),
    gen_server:cast(P, crash),
    receive {'DOWN', M, _, _, {R, _}} -> timer:sleep(300), p(R) end.

init([]) -> {ok, some_state}.

handle_call(_, _, S) -> {reply, ok, S}.

handle_cast(crash, S) -> error({crash_in, S}).

p(X) -> io:format("~tp~n", [X]).
