%% erlang:raise with traces made by hand, and what it makes of bad arguments.
-module(exceptions_raise).
-export([main/0]).

main() ->
    T = [{m, f, 1, []}, {m, g, [a, b], [{file, "x.erl"}, {line, 3}]}],
    [p(try erlang:raise(C, r, T) catch K:R:S -> {K, R, S} end) || C <- [throw, error, exit]],
    p(attempt(fun() -> erlang:raise(id(foo), r, []) end)),
    p(attempt(fun() -> erlang:raise(error, r, id(foo)) end)),
    p(attempt(fun() -> erlang:raise(error, r, id([foo])) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
