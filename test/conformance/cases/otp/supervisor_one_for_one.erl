%% A supervisor restarts the child that died, and that one only.
-module(supervisor_one_for_one).
-export([main/0]).
-behaviour(supervisor).
-export([init/1, start_child/1, child/1]).

main() ->
    process_flag(trap_exit, true),
    {ok, S} = supervisor:start_link(?MODULE, one_for_one),
    [A, B] = pids(S),
    exit(A, kill),
    timer:sleep(300),
    [A2, B2] = pids(S),
    p([A =:= A2, B =:= B2, is_process_alive(A2)]),
    p(supervisor:count_children(S)),
    p(supervisor:terminate_child(S, b)),
    p([{I, is_pid(P)} || {I, P, _, _} <- lists:sort(supervisor:which_children(S))]),
    p(element(1, supervisor:restart_child(S, b))),
    p(supervisor:restart_child(S, b) =/= ok),
    exit(S, shutdown),
    receive {'EXIT', S, R} -> p(R) end.

pids(S) -> [P || {_, P, _, _} <- lists:sort(supervisor:which_children(S))].

init(Strategy) ->
    {ok, {#{strategy => Strategy, intensity => 3, period => 5},
          [#{id => I, start => {?MODULE, start_child, [I]}} || I <- [a, b]]}}.

start_child(I) -> {ok, proc_lib:spawn_link(?MODULE, child, [I])}.

child(I) -> receive {die, R} -> exit(R) end.

p(X) -> io:format("~tp~n", [X]).
