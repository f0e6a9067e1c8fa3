%% Generators that are no lists or binaries, and filters that are no booleans.
-module(comprehensions_errors).
-export([main/0]).

main() ->
    p(attempt(fun() -> [X || X <- id(foo)] end)),
    p(attempt(fun() -> [X || X <- id([1 | 2])] end)),
    p(attempt(fun() -> [X || <<X>> <= id(foo)] end)),
    p(attempt(fun() -> << <<X>> || X <- id(17) >> end)),
    p(attempt(fun() -> [X || X <- [1, 2], id(foo)] end)),
    p([X || X <- [1, a], X + 1 > 1]).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
