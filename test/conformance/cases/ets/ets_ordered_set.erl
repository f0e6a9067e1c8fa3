%% An ordered set keeps its keys in term order; integers equal floats.
-module(ets_ordered_set).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{K, x} || K <- [5, 1, a, {t}, "s", 3, 2.0, <<"b">>, 1 bsl 70]]),
    p(ets:tab2list(T)),
    p([ets:first(T), ets:last(T), ets:next(T, 3), ets:prev(T, 3), ets:next(T, 4), ets:lookup(T, 2)]),
    ets:insert(T, {1.0, float}),
    p(ets:lookup(T, 1)),
    p(ets:foldr(fun({K, _}, A) -> [K | A] end, [], T)),
    p(ets:select(T, [{{'$1', '_'}, [{is_integer, '$1'}], ['$1']}])).

p(X) -> io:format("~tp~n", [X]).
