%% A receive with a deadline ignores other messages and ends in time.
-module(timers_receive_deadline).
-export([main/0]).

main() ->
    S = self(),
    P = spawn(fun Tick() -> S ! tick, timer:sleep(2), Tick() end),
    T0 = erlang:monotonic_time(millisecond),
    p(receive never -> wrong after 30 -> timeout end),
    D = erlang:monotonic_time(millisecond) - T0,
    p(D >= 29 andalso D < 2000),
    exit(P, kill),
    p(receive tick -> ticked end).

p(X) -> io:format("~tp~n", [X]).
