%% A crash deep in library code names the library's functions in the report.
-module(errors_crash_in_nested_calls).
-export([main/0]).

main() ->
    io:format("~p~n", [lists:map(fun(X) -> lists:nth(X, [a, b]) end, [1, 2, 3])]).
