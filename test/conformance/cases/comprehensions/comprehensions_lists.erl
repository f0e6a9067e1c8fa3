%% List comprehensions with several generators, filters and patterns.
-module(comprehensions_lists).
-export([main/0]).

main() ->
    p([X * Y || X <- [1, 2, 3], Y <- [10, 20]]),
    p([{X, Y} || X <- lists:seq(1, 4), Y <- lists:seq(X, 4), X + Y =:= 5]),
    p([X || {ok, X} <- [{ok, 1}, error, {ok, 2}, {no, 3}]]),
    p([X || X <- [1, a, 2, "b"], is_integer(X), X > 1]),
    p([[Z || Z <- lists:seq(1, N)] || N <- [0, 1, 3]]),
    p([x || _ <- [1, 2]]),
    p(length([{A, B, C} || C <- lists:seq(1, 30), B <- lists:seq(1, C), A <- lists:seq(1, B), A * A + B * B =:= C * C])).

p(X) -> io:format("~tp~n", [X]).
