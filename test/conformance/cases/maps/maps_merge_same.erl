%% Merging a map with itself or with nothing gives the map itself.
-module(maps_merge_same).
-export([main/0]).

main() ->
    [io:format("~p~n", [[erts_debug:same(maps:merge(A, B), M) || {A, B} <- [{M, M}, {#{}, M}, {M, #{}}]]])
     || N <- [0, 1, 5, 32, 33, 200], M <- [maps:from_list([{I, I} || I <- lists:seq(1, N)])]].
