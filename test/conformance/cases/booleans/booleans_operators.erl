%% and, or, xor and not evaluate both sides; andalso and orelse only what they need.
-module(booleans_operators).
-export([main/0]).

main() ->
    B = [true, false],
    p([{X, Y, X and Y, X or Y, X xor Y} || X <- B, Y <- B]),
    p([not X || X <- B]),
    p([id(false) andalso exit(no), id(true) orelse exit(no), id(true) andalso 17, id(false) orelse 18]),
    p(attempt(fun() -> id(1) and true end)),
    p(attempt(fun() -> id(1) andalso true end)),
    p(attempt(fun() -> not id(a) end)),
    p(attempt(fun() -> id(false) and exit(evaluated) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
