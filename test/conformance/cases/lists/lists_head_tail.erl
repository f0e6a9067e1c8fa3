%% hd, tl, length, ++ and -- with their errors.
-module(lists_head_tail).
-export([main/0]).

main() ->
    L = id([1, 2, 3]),
    p([hd(L), tl(L), length(L), L ++ [4], L ++ x, [] ++ [], [1, 2, 1, 3, 1] -- [1, 1], L -- L]),
    p(attempt(fun() -> hd(id([])) end)),
    p(attempt(fun() -> tl(id([])) end)),
    p(attempt(fun() -> length(id([a | b])) end)),
    p(attempt(fun() -> id([a | b]) ++ [c] end)),
    p(attempt(fun() -> id(x) ++ [c] end)),
    p(attempt(fun() -> [a] -- id(x) end)),
    p([] ++ id(x)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
