%% Monitors report once each, at once for the dead, and not after demonitor.
-module(processes_monitor).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive R -> exit(R) end end),
    M1 = monitor(process, P), M2 = monitor(process, P), M3 = monitor(process, P),
    p(demonitor(M3)),
    P ! done,
    p([receive {'DOWN', M, process, P, R} -> R end || M <- [M1, M2]]),
    p(receive {'DOWN', M3, _, _, _} -> wrong after 5 -> none end),
    M4 = monitor(process, P),
    p(receive {'DOWN', M4, process, P, R4} -> R4 end),
    p(attempt(fun() -> monitor(process, id(1)) end)),
    p(attempt(fun() -> monitor(id(foo), P) end)),
    p(attempt(fun() -> demonitor(id(x)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
