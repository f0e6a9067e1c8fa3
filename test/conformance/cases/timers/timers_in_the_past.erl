%% Absolute times that have passed fire at once, back to the begin of the clock.
-module(timers_in_the_past).
-export([main/0]).
-define(P(E), p(?LINE, fun() -> E end)).

p(N, F) ->
    io:format("~p -> ~0p~n", [N, try F() catch C:R:S -> {C, R, element(1, hd(S)), element(2, hd(S)), proplists:get_value(error_info, element(4, hd(S)))} end]).
flush() -> receive M -> [M | flush()] after 0 -> [] end.

main() ->
    T = erlang:monotonic_time(millisecond), Start = erlang:convert_time_unit(erlang:system_info(start_time), native, millisecond),
    [begin ?P(begin TR = erlang:start_timer(T - D, self(), x, [{abs, true}]), {is_reference(TR), receive {timeout, TR, X} -> X after 5000 -> none end} end),
    ?P(begin erlang:send_after(T - D, self(), y, [{abs, true}]), receive Y -> Y after 5000 -> none end end) end || D <- [0, 1, 10, 50, T - Start]],
    ?P(erlang:start_timer(Start - 100000000, self(), x, [{abs, true}])),
    ?P(is_reference(erlang:start_timer(Start, self(), x, [{abs, true}]))),
    ?P(erlang:start_timer(-1, self(), x, [{abs, false}])),
    ?P(erlang:start_timer(-1, self(), x)),
    ?P(erlang:start_timer(1 bsl 70, self(), x)),
    ?P(erlang:start_timer(1 bsl 70, self(), x, [{abs,true}])),
    ?P(erlang:start_timer(-(1 bsl 70), self(), x, [{abs,true}])),
    ?P(erlang:send_after(1.0, self(), x)),?P(erlang:start_timer((1 bsl 32), self(), x)=/=a),?P(erlang:start_timer((1 bsl 50), self(), x)=/=a),?P(erlang:start_timer((1 bsl 57), self(), x)=/=a),
    ?P(flush() =/= a),
    ok.
