%% Clocks: monotonic time does not run backwards, units convert.
-module(timers_clocks).
-export([main/0]).

main() ->
    A = erlang:monotonic_time(), timer:sleep(2), B = erlang:monotonic_time(),
    p(B > A),
    p(erlang:convert_time_unit(B - A, native, millisecond) >= 1),
    p([erlang:convert_time_unit(1, second, U) || U <- [second, millisecond, microsecond, nanosecond, 10]]),
    p(erlang:convert_time_unit(-1500, millisecond, second)),
    p(abs(erlang:system_time(second) - erlang:system_time(millisecond) div 1000) =< 1),
    {Mega, S, U} = os:timestamp(),
    p(abs(Mega * 1000000 + S - erlang:system_time(second)) =< 1 andalso is_integer(U)),
    L = [erlang:unique_integer([monotonic]) || _ <- lists:seq(1, 100)],
    p(L =:= lists:usort(L)),
    p(length(lists:usort([erlang:unique_integer([positive]) || _ <- lists:seq(1, 100)]))).

p(X) -> io:format("~tp~n", [X]).
