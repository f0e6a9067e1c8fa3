%% Stack traces name function, arity, file and line of every call in progress.
-module(exceptions_stacktrace_lines).
-export([main/0]).

main() ->
    try a(5)
    catch error:R:S -> p({R, [E || {?MODULE, _, _, _} = E <- S]})
    end.

a(X) ->
    Y = b(X, 1),
    {Y}.

b(X, Y) ->
    Z = c(X + Y),
    [Z].

c(6) ->
    {1, X} = id({2, 3}),
    X.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
