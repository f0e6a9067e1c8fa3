%% The order of evaluation in comprehensions is the order of the lists.
-module(comprehensions_side_effects).
-export([main/0]).

main() ->
    [io:format("~w ~w~n", [X, Y]) || X <- [1, 2], Y <- [a, b]],
    R = [begin io:format("in ~w~n", [X]), X end || X <- [3, 1, 2], begin io:format("test ~w~n", [X]), X > 1 end],
    p(R).

p(X) -> io:format("~tp~n", [X]).
