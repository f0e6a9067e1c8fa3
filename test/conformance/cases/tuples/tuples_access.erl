%% element, setelement, size and their errors.
-module(tuples_access).
-export([main/0]).

main() ->
    T = id({a, b, c}),
    p([element(1, T), element(3, T), setelement(2, T, x), tuple_size(T), size(T)]),
    [p(attempt(fun() -> element(N, T) end)) || N <- [0, 4, -1, a, 1.0, 1 bsl 70]],
    p(attempt(fun() -> setelement(id(4), T, x) end)),
    p(attempt(fun() -> element(1, id([])) end)),
    p(attempt(fun() -> tuple_size(id(x)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
