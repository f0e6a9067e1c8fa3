%% Bignums compare by sign, then size, and equal values are identical whatever made them.
-module(bignums_compare).
-export([main/0]).

main() ->
    A = id(1 bsl 70),
    p(lists:sort([A, -A, A + 1, 0, -A - 1, 1 bsl 65, 3.0e21, -3.0e21, 5])),
    p([A =:= 1 bsl 70, A == A + 0, A =/= A + 1, A < A + 1, -A < A, A > 1.0e20, A < 1.0e30]),
    p({max(A, A + 1) - A, min(A, -A) + A}).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
