%% is_process_alive, processes/0, and pids that cannot be.
-module(processes_alive).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    p([is_process_alive(P), is_process_alive(self()), lists:member(P, processes()), lists:member(self(), processes())]),
    M = monitor(process, P),
    P ! stop,
    receive {'DOWN', M, _, _, _} -> ok end,
    p([is_process_alive(P), lists:member(P, processes())]),
    p(attempt(fun() -> is_process_alive(id(x)) end)),
    p(P ! message_to_the_dead).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
