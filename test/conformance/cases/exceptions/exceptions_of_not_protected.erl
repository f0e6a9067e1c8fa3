%% An exception in the of section is not caught by the same try.
-module(exceptions_of_not_protected).
-export([main/0]).

main() ->
    p(attempt(fun() -> try id(1) of 1 -> throw(from_of) catch throw:_ -> wrong end end)),
    p(attempt(fun() -> try id(2) of 1 -> ok catch _:_ -> wrong end end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
