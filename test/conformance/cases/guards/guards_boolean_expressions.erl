%% Guards of comma, semicolon, andalso, orelse, not, and, or, xor.
-module(guards_boolean_expressions).
-export([main/0]).

main() ->
    [p({X, Y, g(X, Y)}) || X <- [0, 5, a], Y <- [0, 5, a]].

g(X, Y) when is_atom(X), is_atom(Y); X =:= 0, Y =:= 0 -> both;
g(X, Y) when is_integer(X) andalso X > 3 orelse is_integer(Y) andalso Y > 3 -> big;
g(X, Y) when not (is_atom(X) or is_atom(Y)) -> numbers;
g(X, Y) when is_atom(X) xor is_atom(Y) -> one_atom;
g(_, _) -> none.

p(X) -> io:format("~tp~n", [X]).
