%% A supervisor gives up when its children die too often.
-module(supervisor_intensity).
-export([main/0]).
-behaviour(supervisor).
-export([init/1, start_child/0]).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    {ok, S} = supervisor:start_link(?MODULE, []),
    p(receive {'EXIT', S, R} -> R end).

init([]) -> {ok, {{one_for_one, 2, 10}, [{c, {?MODULE, start_child, []}, permanent, 100, worker, [?MODULE]}]}}.

start_child() -> {ok, spawn_link(fun() -> exit(at_once) end)}.

p(X) -> io:format("~tp~n", [X]).
