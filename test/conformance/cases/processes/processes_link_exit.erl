%% A process that exits takes its linked process with it, except when it exits normally.
-module(processes_link_exit).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    p([begin
           P = spawn_link(fun() -> exit(R) end),
           receive {'EXIT', P, X} -> X end
       end || R <- [normal, boom, {a, "b"}, kill, killed]]),
    A = spawn(fun() -> receive stop -> ok end end),
    B = spawn(fun() -> link(A), receive never -> ok end end),
    M = monitor(process, B),
    timer:sleep(5),
    exit(A, crash),
    p(receive {'DOWN', M, process, B, W} -> W end).

p(X) -> io:format("~tp~n", [X]).
