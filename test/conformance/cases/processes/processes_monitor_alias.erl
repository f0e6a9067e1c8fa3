%% A monitor that is an alias at the same time, as calls use it.
-module(processes_monitor_alias).
-export([main/0]).

main() ->
    P = spawn(fun Loop() -> receive {call, R, X} -> R ! {R, X + 1}, Loop() end end),
    M = monitor(process, P, [{alias, reply_demonitor}]),
    P ! {call, M, 41},
    p(receive {M, V} -> V; {'DOWN', M, _, _, W} -> W end),
    exit(P, kill),
    p(receive {'DOWN', M, _, _, W2} -> W2 after 10 -> none end),
    P ! {call, M, 1},
    M3 = monitor(process, P, [{alias, demonitor}]),
    p(receive {'DOWN', M3, _, _, W3} -> W3 end).

p(X) -> io:format("~tp~n", [X]).
