%% Monitoring a registered name gives the name back.
-module(processes_monitor_name).
-export([main/0]).

main() ->
    M1 = monitor(process, nobody_is_called_so),
    p(receive {'DOWN', M1, process, W, R} -> {W =:= {nobody_is_called_so, node()}, R} end),
    P = spawn(fun() -> receive stop -> ok end end),
    register(mon_target, P),
    M2 = monitor(process, mon_target),
    mon_target ! stop,
    p(receive {'DOWN', M2, process, W2, R2} -> {W2 =:= {mon_target, node()}, R2} end).

p(X) -> io:format("~tp~n", [X]).
