%% Timers set to a point of Erlang monotonic time; timer's intervals, which are made of them.
-module(timers_absolute).
-export([main/0]).

main() ->
    Now = erlang:monotonic_time(millisecond),
    Far = erlang:start_timer(Now + 3600000, self(), far, [{abs, true}]),
    Left = erlang:read_timer(Far),
    io:format("~p~n", [Left > 3500000 andalso Left =< 3600000]),
    io:format("~p~n", [erlang:cancel_timer(Far, [{async, true}, {info, false}])]),
    io:format("~p~n", [erlang:read_timer(Far)]),
    erlang:send_after(Now + 300, self(), second, [{abs, true}]),
    erlang:send_after(Now + 100, self(), first, [{abs, true}]),
    erlang:send_after(max(Now - 1, -576460752000), self(), past, [{abs, true}]),
    [receive M -> io:format("~p~n", [M]) end || _ <- [1, 2, 3]],
    io:format("~p~n", [erlang:monotonic_time(millisecond) >= Now + 300]),
    interval(),
    Start = erlang:convert_time_unit(erlang:system_info(start_time), native, millisecond),
    End = erlang:convert_time_unit(erlang:system_info(end_time), native, millisecond),
    [io:format("~p ~p: ~p~n", [Abs, T, limit(T, Abs)])
     || Abs <- [true, false],
        T <- [0, -1, 1 bsl 32, 1 bsl 43, 1 bsl 44, 1 bsl 60, 1 bsl 70, -(1 bsl 62), -(1 bsl 70), a, 1.0]],
    [io:format("~p~n", [limit(T, true)]) || T <- [Start, Start - 1, End, End + 1]],
    [io:format("~p~n", [limit(End - erlang:monotonic_time(millisecond) + D, false)]) || D <- [-5, 5]].

interval() ->
    T0 = erlang:monotonic_time(millisecond),
    {ok, Timer} = timer:send_interval(100, tick),
    [receive tick -> ok end || _ <- [1, 2, 3]],
    T1 = erlang:monotonic_time(millisecond),
    io:format("~p ~p~n", [T1 - T0 >= 300, timer:cancel(Timer)]),
    receive tick -> ok after 0 -> ok end, % may have been on its way
    io:format("~p~n", [receive tick -> again after 400 -> none end]).

limit(T, Abs) ->
    try erlang:start_timer(T, self(), x, [{abs, Abs}]) of
        R -> erlang:cancel_timer(R), ok
    catch
        C:E -> {C, E}
    end.
