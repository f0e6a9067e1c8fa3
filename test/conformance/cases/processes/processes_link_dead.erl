%% Linking to a process that is gone gives noproc, as a signal or an exception.
-module(processes_link_dead).
-export([main/0]).

main() ->
    P = spawn(fun() -> ok end),
    M = monitor(process, P),
    receive {'DOWN', M, _, _, _} -> ok end,
    process_flag(trap_exit, true),
    p(link(P)),
    p(receive {'EXIT', P, R} -> R after 100 -> none end),
    process_flag(trap_exit, false),
    p(attempt(fun() -> link(P) end)),
    p(attempt(fun() -> link(id(foo)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
