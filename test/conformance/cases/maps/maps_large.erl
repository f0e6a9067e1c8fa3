%% Maps of more than 32 keys: insert, look up, update, remove, sizes on the way.
-module(maps_large).
-export([main/0]).

main() ->
    M = lists:foldl(fun(I, A) -> A#{I => I * I} end, #{}, lists:seq(1, 1000)),
    p({map_size(M), maps:get(777, M), maps:is_key(0, M), maps:find(1001, M)}),
    D = lists:foldl(fun maps:remove/2, M, lists:seq(1, 1000, 2)),
    p({map_size(D), lists:sum(maps:values(D)), maps:find(2, D), maps:find(3, D)}),
    p(lists:sort(maps:keys(D)) =:= lists:seq(2, 1000, 2)),
    E = lists:foldl(fun maps:remove/2, D, lists:seq(22, 1000, 2)),
    p(E),
    p(E =:= maps:from_list([{I, I * I} || I <- lists:seq(2, 20, 2)])).

p(X) -> io:format("~tp~n", [X]).
