%% one_for_all and rest_for_one restart the siblings they should.
-module(supervisor_strategies).
-export([main/0]).
-behaviour(supervisor).
-export([init/1, start_child/1]).

main() ->
    process_flag(trap_exit, true),
    [begin
         {ok, S} = supervisor:start_link(?MODULE, St),
         Old = pids(S),
         exit(element(2, lists:nth(2, Old)), kill),
         timer:sleep(300),
         New = pids(S),
         p({St, [{I, P =:= proplists:get_value(I, New)} || {I, P} <- Old]})
     end || St <- [one_for_one, one_for_all, rest_for_one]].

pids(S) -> lists:sort([{I, P} || {I, P, _, _} <- supervisor:which_children(S)]).

init(Strategy) ->
    {ok, {{Strategy, 3, 5}, [{I, {?MODULE, start_child, [I]}, permanent, brutal_kill, worker, [?MODULE]} || I <- [a, b, c]]}}.

start_child(_) -> {ok, spawn_link(fun() -> receive after infinity -> ok end end)}.

p(X) -> io:format("~tp~n", [X]).
