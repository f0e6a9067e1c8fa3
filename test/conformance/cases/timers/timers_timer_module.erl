%% Module timer: send_after, apply_after, intervals, tc, units.
-module(timers_timer_module).
-export([main/0]).

main() ->
    S = self(),
    {ok, _} = timer:send_after(5, hello),
    p(receive X -> X end),
    {ok, _} = timer:apply_after(1, erlang, send, [S, applied]),
    p(receive Y -> Y end),
    {ok, T} = timer:send_interval(3, tick),
    p([receive tick -> tick end || _ <- [1, 2, 3]]),
    p(timer:cancel(T)),
    {Us, V} = timer:tc(fun() -> lists:sum(lists:seq(1, 100)) end),
    p({is_integer(Us), V}),
    p([timer:seconds(2), timer:minutes(1), timer:hours(1), timer:hms(1, 1, 1)]).

p(X) -> io:format("~tp~n", [X]).
