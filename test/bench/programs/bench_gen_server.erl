%% gen_server calls.
-module(bench_gen_server).
-behaviour(gen_server).
-export([run/0, init/1, handle_call/3, handle_cast/2]).
run() -> {ok, P} = gen_server:start(?MODULE, [], []), R = loop(60000, P), gen_server:stop(P), R.
loop(0, P) -> gen_server:call(P, get);
loop(N, P) -> gen_server:call(P, {add, N}), loop(N - 1, P).
init([]) -> {ok, 0}.
handle_call(get, _, S) -> {reply, S, S};
handle_call({add, N}, _, S) -> {reply, ok, S + N}.
handle_cast(_, S) -> {noreply, S}.
