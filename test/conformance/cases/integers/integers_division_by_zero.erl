%% Division and remainder by zero raise badarith, also through apply.
-module(integers_division_by_zero).
-export([main/0]).

main() ->
    p(attempt(fun() -> 1 div id(0) end)),
    p(attempt(fun() -> 1 rem id(0) end)),
    p(attempt(fun() -> 1 / id(0) end)),
    p(attempt(fun() -> 1 / id(0.0) end)),
    p(attempt(fun() -> apply(erlang, 'div', [id(1), 0]) end)),
    p(attempt(fun() -> (1 bsl 100) div id(0) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
