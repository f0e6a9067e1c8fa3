%% io:put_chars, io:write, io:nl, io:fwrite and output to named devices.
-module(io_put_chars).
-export([main/0]).

main() ->
    io:put_chars("chars\n"), io:put_chars([<<"bin">>, $\n]),
    io:put_chars(standard_io, "to standard_io\n"),
    io:write({term, "x"}), io:nl(),
    io:fwrite("~w~n", [x]),
    io:format(user, "to user~n", []),
    io:format(standard_error, "to stderr ~p~n", [{a, 1}]),
    io:format("no arguments~n"),
    p(io:printable_range()),
    p(attempt(fun() -> io:put_chars(id(not_a_device), "x") end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
