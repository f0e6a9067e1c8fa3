%% Printing and iterating a large map gives the order that erl gives.
-module(maps_large_order).
-export([main/0]).

main() ->
    p(maps:from_list([{I, I} || I <- lists:seq(1, 40)])),
    p(maps:to_list(maps:from_list([{{I, "x"}, I} || I <- lists:seq(1, 40)]))),
    p(maps:keys(maps:from_list([{integer_to_binary(I), I} || I <- lists:seq(1, 50)]))),
    p(maps:values(maps:from_list([{[I], I} || I <- lists:seq(1, 33)]))).

p(X) -> io:format("~tp~n", [X]).
