%% Data of many ages: an old map is updated with young values through collections.
-module(large_old_and_young).
-export([main/0]).

main() ->
    M = lists:foldl(fun(I, A) -> A#{I rem 1000 => {I, [I]}} end, #{}, lists:seq(1, 100000)),
    p({map_size(M), maps:get(7, M), lists:sum([X || {X, _} <- maps:values(M)])}).

p(X) -> io:format("~tp~n", [X]).
