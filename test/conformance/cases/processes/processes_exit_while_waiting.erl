%% Processes are killed in a receive, in a loop, in a sleep and before they start.
-module(processes_exit_while_waiting).
-export([main/0]).

main() ->
    Fs = [fun() -> receive x -> ok end end, fun L() -> L() end, fun() -> timer:sleep(100000) end, fun() -> lists:seq(1, 1000000), receive x -> ok end end],
    [begin
         {P, M} = spawn_monitor(F),
         if Wait > 0 -> timer:sleep(Wait); true -> ok end,
         exit(P, stop_it),
         receive {'DOWN', M, process, P, R} -> p(R) end
     end || Wait <- [0, 5], F <- Fs].

p(X) -> io:format("~tp~n", [X]).
