%% Lists of records are filtered, folded and sorted by field.
-module(records_types_in_lists).
-export([main/0]).
-record(item, {name, price = 0.0, count = 1}).

main() ->
    Is = [#item{name = apple, price = 0.5, count = 10}, #item{name = pear, price = 0.75}, #item{name = plum, count = 3}],
    p([N || #item{name = N, count = C} <- Is, C > 1]),
    p(lists:foldl(fun(#item{price = P, count = C}, S) -> S + P * C end, 0, Is)),
    p([I#item.name || I <- lists:sort(fun(A, B) -> A#item.price >= B#item.price end, Is)]),
    p(lists:keyfind(plum, #item.name, Is)),
    p([I#item{count = 0} || I <- Is, I#item.price > 0.6]).

p(X) -> io:format("~tp~n", [X]).
