%% Quotient and remainder of bignums truncate toward zero and keep the sign of the dividend.
-module(bignums_division_signs).
-export([main/0]).

main() ->
    A = id(123456789012345678901234567890),
    [p({Y, X div Y, X rem Y, (X div Y) * Y + X rem Y =:= X})
     || X <- [A, -A], Y <- [7, -7, 1 bsl 64, -(1 bsl 64), A, -A, A + 1, 987654321098765432109]].

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
