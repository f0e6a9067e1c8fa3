%% Arithmetic and comparison of values known to be floats: overflow in bodies and guards, zeros, limits.
-module(floats_known).
-export([main/0]).

main() ->
    L = [0.0, -0.0, 1.0, -1.5, 1.0e-300, 1.0e154, -1.0e154, 1.7e308, -1.7e308, 5.0e-324, 3, -2, 1 bsl 80],
    p([{catch sums(X / 1, Y / 1), catch guard(X / 1, Y / 1), catch tests(X / 1, Y / 1)} || X <- L, Y <- L]),
    p([catch loop(X / 1, 1.0, 0) || X <- L]),
    p(catch handled(1.7e308, 1.7e308)).

sums(X, Y) -> {X + Y, X - Y, X * Y}.

guard(X, Y) when X + Y > 4.0 -> big;
guard(X, Y) when X * Y =< -4.0 -> negative;
guard(X, Y) when X - Y >= 1.0; X < Y -> other;
guard(_, _) -> none.

tests(X, Y) -> {X < Y, X =< Y, X > Y, X >= Y, X == Y, X =:= Y, min(X, Y), max(X, Y)}.

loop(_, _, 2000) -> limit;
loop(X, Acc, N) when Acc > 1.0e200 -> {N, Acc, X * Acc};
loop(X, Acc, N) -> loop(X, Acc * X + 0.5 - Acc / 2.0, N + 1).

handled(X, Y) ->
    A = X / 1.0, B = Y / 1.0,
    try A + B of S -> S
    catch error:R -> {caught, R, A < B + 0.0}
    end.

p(L) when is_list(L) -> [p(X) || X <- L], ok;
p(X) -> io:format("~tp~n", [strip(X)]).
strip({'EXIT', {R, _}}) -> {exit, R};
strip(T) when is_tuple(T) -> list_to_tuple([strip(E) || E <- tuple_to_list(T)]);
strip(X) -> X.
