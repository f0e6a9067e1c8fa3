%% Timers send their message once, in order of their times.
-module(timers_send_after).
-export([main/0]).

main() ->
    erlang:send_after(30, self(), third),
    erlang:send_after(1, self(), first),
    erlang:send_after(15, self(), second),
    erlang:send_after(0, self(), zero),
    p([receive M -> M end || _ <- [1, 2, 3, 4]]),
    R = erlang:start_timer(1, self(), payload),
    p(receive {timeout, R, X} -> X end).

p(X) -> io:format("~tp~n", [X]).
