%% Arithmetic, bit operations and comparisons of all kinds inside guards.
-module(guards_arithmetic).
-export([main/0]).

main() ->
    p([f(X) || X <- lists:seq(-3, 12)]),
    p([f(X) || X <- [2.0, 1 bsl 65, x]]).

f(X) when X band 3 =:= 3 -> low_bits;
f(X) when X rem 5 =:= 0 -> five;
f(X) when (X bsl 2) - 1 < -3 -> negative;
f(X) when abs(X) * 2 == 4 -> two;
f(X) when X bxor 1 =:= X + 1, X > 7 -> even_large;
f(X) when trunc(X) =:= X -> integer;
f(X) when is_number(X) -> number;
f(_) -> none.

p(X) -> io:format("~tp~n", [X]).
