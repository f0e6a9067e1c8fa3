%% Variables of generators shadow outer ones; outer ones are seen in filters.
-module(comprehensions_scope).
-export([main/0]).

main() ->
    X = 5, L = [3, 5, 7],
    p([X || X <- L]),
    p([Y || Y <- L, Y =:= X]),
    p([{X, Y} || Y <- L]),
    p([F() || F <- [fun() -> N * X end || N <- L]]).

p(X) -> io:format("~tp~n", [X]).
