%% exit(self(), Reason) acts before the next expression of the same process.
-module(processes_exit_self).
-export([main/0]).

main() ->
    {P, M} = spawn_monitor(fun() -> exit(self(), now), io:format("not seen~n") end),
    p(receive {'DOWN', M, process, P, R} -> R end),
    process_flag(trap_exit, true),
    exit(self(), hello),
    p(receive {'EXIT', F, H} -> {F =:= self(), H} end),
    exit(self(), normal),
    p(receive {'EXIT', _, N} -> N after 5 -> none end).

p(X) -> io:format("~tp~n", [X]).
