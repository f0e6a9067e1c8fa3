%% nth, nthtail, sublist, split, last, droplast, delete, and member.
-module(lists_slicing).
-export([main/0]).

main() ->
    L = lists:seq(1, 9),
    p([lists:nth(3, L), lists:nthtail(7, L), lists:sublist(L, 3), lists:sublist(L, 4, 2), lists:sublist(L, 8, 10)]),
    p([lists:split(4, L), lists:last(L), lists:droplast(L), lists:delete(5, L), lists:member(5, L), lists:member(5.0, L)]),
    p(attempt(fun() -> lists:nth(id(10), L) end)),
    p(attempt(fun() -> lists:nth(id(0), L) end)),
    p(attempt(fun() -> lists:split(id(10), L) end)),
    p([lists:prefix([1, 2], L), lists:suffix([8, 9], L), lists:subtract(L, [1, 2, 3])]).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
