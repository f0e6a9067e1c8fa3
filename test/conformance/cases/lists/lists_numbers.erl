%% seq with steps, sum, max, min, and duplicate.
-module(lists_numbers).
-export([main/0]).

main() ->
    p([lists:seq(1, 5), lists:seq(1, 10, 3), lists:seq(10, 1, -4), lists:seq(1, 0), lists:seq(5, 5)]),
    p(attempt(fun() -> lists:seq(id(1), 10, 0) end)),
    p(attempt(fun() -> lists:seq(id(5), 1) end)),
    p([lists:sum([1, 2.5, 3]), lists:max([1, 5, 3]), lists:min([4, 2, 8]), lists:sum([])]),
    p(attempt(fun() -> lists:max(id([])) end)),
    p(lists:duplicate(3, {x})),
    p(lists:enumerate([a, b])),
    p(lists:search(fun(X) -> X > 2 end, [1, 2, 3, 4])).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
