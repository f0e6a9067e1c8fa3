%% After unlink no exit signal arrives; unlinking what is not linked is harmless.
-module(processes_unlink).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> receive go -> exit(boom) end end),
    p(unlink(P)),
    p(unlink(P)),
    M = monitor(process, P),
    P ! go,
    p(receive {'DOWN', M, _, _, R} -> R end),
    p(receive {'EXIT', P, X} -> X after 5 -> none end),
    p(attempt(fun() -> unlink(id(x)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
