%% demonitor with flush and info.
-module(processes_demonitor_options).
-export([main/0]).

main() ->
    P = spawn(fun() -> ok end),
    M = monitor(process, P),
    timer:sleep(10),
    p(demonitor(M, [flush])),
    p(receive X -> X after 0 -> none end),
    Q = spawn(fun() -> receive after infinity -> ok end end),
    M2 = monitor(process, Q),
    p(demonitor(M2, [info])),
    p(demonitor(M2, [info])),
    p(demonitor(M2, [flush, info])),
    exit(Q, kill).

p(X) -> io:format("~tp~n", [X]).
