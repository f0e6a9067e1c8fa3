%% Bitwise operators on negative bignums work as on infinite two's complement.
-module(bignums_bitwise).
-export([main/0]).

main() ->
    A = id(16#123456789abcdef0123456789abcdef), B = id(16#fedcba98765432100f0f0f0f0f0f0f0f),
    [p({X band Y, X bor Y, X bxor Y}) || X <- [A, -A, 5, -5], Y <- [B, -B, 3, -3]],
    p([bnot X || X <- [A, -A, B, -B]]).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
