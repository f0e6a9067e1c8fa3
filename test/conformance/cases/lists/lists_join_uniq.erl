%% join, foreach order, uniq by sort, and nested list patterns.
-module(lists_join_uniq).
-export([main/0]).

main() ->
    p(lists:join($,, "abc")),
    lists:foreach(fun(X) -> io:format("~w ", [X]) end, [c, b, a]),
    io:nl(),
    p(lists:uniq([b, a, b, 1, 1.0, a])),
    [[A | _], [_, B | T] | _] = id([[1, 2], [3, 4, 5], x]),
    p({A, B, T}).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
