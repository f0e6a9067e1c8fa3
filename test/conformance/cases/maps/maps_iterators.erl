%% Iterators walk a map of any size, and survive garbage collection.
-module(maps_iterators).
-export([main/0]).

main() ->
    [begin
         M = maps:from_list([{I, I} || I <- lists:seq(1, N)]),
         p({N, walk(maps:next(maps:iterator(M)), 0, 0)})
     end || N <- [0, 1, 32, 33, 1000]].

walk(none, C, S) -> {C, S};
walk({_, V, I}, C, S) ->
    if C rem 100 =:= 0 -> erlang:garbage_collect(); true -> ok end,
    walk(maps:next(I), C + 1, S + V).

p(X) -> io:format("~tp~n", [X]).
