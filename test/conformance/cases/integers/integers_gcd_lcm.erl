%% Greatest common divisors of small and large numbers.
-module(integers_gcd_lcm).
-export([main/0]).

main() ->
    p([gcd(A, B) || {A, B} <- [{12, 18}, {0, 5}, {1 bsl 100, 1 bsl 60}, {123456789012345678901234567890, 987654321098765432109876543210}, {17, 13}]]),
    p(lists:foldl(fun(N, L) -> N * L div gcd(N, L) end, 1, lists:seq(1, 60))).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

p(X) -> io:format("~tp~n", [X]).
