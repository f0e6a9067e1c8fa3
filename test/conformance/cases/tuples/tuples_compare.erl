%% Tuples compare by size first, then element by element.
-module(tuples_compare).
-export([main/0]).

main() ->
    p(lists:sort([{b}, {a, a}, {a}, {}, {1, 2, 3}, {z, z}, {a, b}])),
    p([id({1, 2}) == {1.0, 2}, id({1, 2}) =:= {1.0, 2}, id({}) < {a}, id({z}) < {a, a}]).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
