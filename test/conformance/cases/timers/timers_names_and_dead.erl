%% Timers to registered names and to processes that are gone.
-module(timers_names_and_dead).
-export([main/0]).

main() ->
    register(timer_target, self()),
    erlang:send_after(1, timer_target, by_name),
    p(receive X -> X end),
    P = spawn(fun() -> ok end),
    R = erlang:send_after(1, P, x),
    timer:sleep(10),
    p(erlang:read_timer(R)),
    erlang:send_after(1, nobody_with_this_name, x),
    timer:sleep(5),
    p(done).

p(X) -> io:format("~tp~n", [X]).
