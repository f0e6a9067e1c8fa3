%% A bignum equals a float only if the values agree exactly.
-module(bignums_equal_float).
-export([main/0]).

main() ->
    A = id(1 bsl 80), F = id(float(1 bsl 80)),
    p([A == F, A =:= F, A + 1 == F, A + 1 > F, A - 1 < F, F == A, F < A + 1]),
    p([id(9007199254740993) == 9007199254740992.0, id(9007199254740992) == 9007199254740992.0]),
    p([id(9007199254740993) > 9007199254740992.0, id(-9007199254740993) < -9007199254740992.0]).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
