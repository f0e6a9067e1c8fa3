%% A process that never waits does not keep others from running.
-module(processes_preemption).
-export([main/0]).

main() ->
    S = self(),
    Busy = [spawn(fun() -> spin(0) end) || _ <- lists:seq(1, 8)],
    spawn(fun() -> S ! {sum, lists:sum(lists:seq(1, 100000))} end),
    p(receive {sum, X} -> X end),
    p(receive never -> ok after 20 -> timeout end),
    [exit(B, kill) || B <- Busy],
    p([is_process_alive(B) || B <- Busy]).

spin(N) -> spin(N + 1).

p(X) -> io:format("~tp~n", [X]).
