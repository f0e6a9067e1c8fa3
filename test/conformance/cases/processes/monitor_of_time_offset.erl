%% Monitors of the time offset are recorded with their process, and may be aliases.
-module(monitor_of_time_offset).
-export([main/0]).
-define(P(E), p(?LINE, fun() -> E end)).

p(N, F) ->
    io:format("~p -> ~0p~n", [N, try F() catch C:R:S -> {C, R, element(1, hd(S)), element(2, hd(S)), proplists:get_value(error_info, element(4, hd(S)))} end]).
flush() -> receive M -> [M | flush()] after 0 -> [] end.

main() ->
    ?P(erlang:demonitor(erlang:monitor(time_offset, clock_service), [info])),
    R = erlang:monitor(time_offset, clock_service, [{alias, explicit_unalias}]),
    R ! hi, ?P(flush()),
    ?P(erlang:unalias(R)),
    ?P(erlang:demonitor(R, [info])),
    ?P(erlang:demonitor(R, [info, flush])),
    R2 = erlang:monitor(time_offset, clock_service, [{alias, demonitor}]), R2 ! a, ?P(erlang:demonitor(R2)), R2 ! b, ?P(flush()),
    R3 = erlang:monitor(time_offset, clock_service, [{alias, reply_demonitor}, {tag, foo}]), R3 ! a, R3 ! b, ?P(flush()),
    ?P(erlang:demonitor(R3, [info])),
    ?P(erlang:monitor(time_offset, foo)),
    ?P(erlang:monitor(time_offset, self())),
    ?P(erlang:monitor(time_offset, {clock_service, node()})),
    ?P(erlang:monitor(foo, clock_service)),
    ?P(erlang:monitor(time_offset, clock_service, foo)),
    ?P(erlang:monitor(time_offset, clock_service, [foo])),
    RR = erlang:monitor(time_offset, clock_service),
    ?P([case X of {time_offset, clock_service} -> X; X -> X end || X <- element(2, process_info(self(), monitors))]),
    ?P(process_info(self(), monitored_by)), erlang:demonitor(RR),
    ?P(process_info(self(), monitors)),
    ok.
