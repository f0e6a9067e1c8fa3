%% exit/2 with each reason, to a process that traps exits and to one that does not.
-module(processes_trap_exit_signals).
-export([main/0]).

main() ->
    p([sent(true, R) || R <- [normal, kill, other]]),
    p([sent(false, R) || R <- [normal, kill, other]]).

sent(Trap, R) ->
    S = self(),
    P = spawn(fun() ->
                  process_flag(trap_exit, Trap),
                  S ! ready,
                  receive {'EXIT', S, X} -> exit({trapped, X}) after 30 -> exit(survived) end
              end),
    M = monitor(process, P),
    receive ready -> ok end,
    exit(P, R),
    receive {'DOWN', M, process, P, W} -> {R, W} end.

p(X) -> io:format("~tp~n", [X]).
