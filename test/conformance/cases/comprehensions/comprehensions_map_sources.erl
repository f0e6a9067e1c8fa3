%% Comprehensions over the pairs of maps by maps:to_list and iterators.
-module(comprehensions_map_sources).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2, c => 3},
    p(lists:sort([{V, K} || {K, V} <- maps:to_list(M), V > 1])),
    p(maps:from_list([{V, K} || {K, V} <- maps:to_list(M)])),
    p(sum(maps:next(maps:iterator(M)), 0)),
    p(maps:filtermap(fun(_, V) when V > 1 -> {true, V * 10}; (_, _) -> false end, M)).

sum(none, S) -> S;
sum({_, V, I}, S) -> sum(maps:next(I), S + V).

p(X) -> io:format("~tp~n", [X]).
