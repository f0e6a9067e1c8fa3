%% Module gb_trees: insertion, lookup, iteration, balance and taking from both ends.
-module(stdlib_gb_trees).
-export([main/0]).

main() ->
    T = lists:foldl(fun(I, A) -> gb_trees:enter(I * 7 rem 31, I, A) end, gb_trees:empty(), lists:seq(1, 30)),
    p([gb_trees:size(T), gb_trees:lookup(14, T), gb_trees:lookup(99, T), gb_trees:smallest(T), gb_trees:largest(T)]),
    p(gb_trees:keys(T)),
    p(walk(gb_trees:next(gb_trees:iterator_from(25, T)))),
    {K, V, T2} = gb_trees:take_smallest(T),
    p({K, V, gb_trees:is_defined(K, T2)}),
    p(gb_trees:to_list(gb_trees:map(fun(_, X) -> -X end, gb_trees:from_orddict([{a, 1}, {b, 2}])))),
    p(gb_trees:values(gb_trees:balance(gb_trees:delete_any(zz, gb_trees:from_orddict([{a, 1}, {b, 2}]))))),
    p(attempt(fun() -> gb_trees:insert(a, 2, gb_trees:from_orddict([{a, 1}])) end)).

walk(none) -> [];
walk({K, V, I}) -> [{K, V} | walk(gb_trees:next(I))].

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
