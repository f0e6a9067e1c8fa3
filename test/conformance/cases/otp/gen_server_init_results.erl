%% What start gives for each result of init.
-module(gen_server_init_results).
-export([main/0]).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    [p(case gen_server:start(?MODULE, A, []) of {ok, P} when is_pid(P) -> started; X -> cut(X) end)
     || A <- [ok, ignore, stop, crash, exit, throw, bad]].

cut({error, {R, [_ | _]}}) -> {error, R, trace};
cut(X) -> X.

init(ok) -> {ok, state};
init(ignore) -> ignore;
init(stop) -> {stop, why};
init(crash) -> error(crashed);
init(exit) -> exit(exited);
init(throw) -> throw({ok, thrown});
init(bad) -> nonsense.

handle_call(_, _, S) -> {reply, ok, S}.

handle_cast(_, S) -> {noreply, S}.

p(X) -> io:format("~tp~n", [X]).
