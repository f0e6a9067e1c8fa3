%% Improper lists are built, matched and printed.
-module(lists_improper).
-export([main/0]).

main() ->
    L = id([a, b | c]),
    p(L),
    [X, Y | Z] = L,
    p({X, Y, Z}),
    p([1 | 2]),
    p([a | {}]),
    p(is_list(L)),
    p(element(1, attempt(fun() -> lists:map(fun(E) -> E end, L) end))),
    p(catch lists:foldl(fun(_, N) -> N + 1 end, 0, [1, 2])).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
