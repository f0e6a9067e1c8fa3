%% system_flag(backtrace_depth): at 0 the first entry is left; the limits.
-module(errors_backtrace_depth).
-export([main/0]).
-define(P(E), p(?LINE, fun() -> E end)).

p(N, F) ->
    io:format("~p -> ~0p~n", [N, try F() catch C:R:S -> {C, R, element(1, hd(S)), element(2, hd(S)), proplists:get_value(error_info, element(4, hd(S)))} end]).
flush() -> receive M -> [M | flush()] after 0 -> [] end.

main() ->
    Old = erlang:system_flag(backtrace_depth, 0),
    ?P(Old),
    ?P(try erlang:error(x) catch _:_:S -> S end),
    ?P(catch erlang:error(x)),
    ?P(try lists:map(fun(X) -> X + a end, [1]) catch _:_:S -> S end),
    ?P(try process_info(self(), current_stacktrace) catch _:_:S -> S end),
    erlang:system_flag(backtrace_depth, 1),
    ?P(try lists:map(fun(X) -> X + a end, [1]) catch _:_:S -> length(S) end),
    ?P(erlang:system_flag(backtrace_depth, -1)),
    ?P(erlang:system_flag(backtrace_depth, foo)),
    ?P(erlang:system_flag(backtrace_depth, 5000)),
    ?P(erlang:system_flag(backtrace_depth, 8)),
    ok.
