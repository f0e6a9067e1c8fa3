%% Bignums match in clauses and work as keys of maps and elements of tuples.
-module(bignums_as_keys).
-export([main/0]).

main() ->
    p([f(X) || X <- [18446744073709551616, 18446744073709551617, -18446744073709551616, 0]]),
    M = #{1 bsl 70 => a, 1 bsl 71 => b, -(1 bsl 70) => c},
    p([maps:get(K, M, none) || K <- [id(1 bsl 70), id(1 bsl 71), id(-(1 bsl 70)), id(1 bsl 72)]]),
    p(M).

f(18446744073709551616) -> a;
f(18446744073709551617) -> b;
f(-18446744073709551616) -> c;
f(_) -> other.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
