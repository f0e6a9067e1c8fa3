%% function_clause gives the arguments in the trace, for functions and for funs.
-module(exceptions_function_clause).
-export([main/0]).

main() ->
    try f(1, {two}) catch E:R:S -> {M, F, A, _} = hd(S), p({E, R, M, F, A}) end,
    try lists:map(x, y) catch E2:R2:S2 -> {M2, F2, A2, _} = hd(S2), p({E2, R2, M2, F2, A2}) end,
    G = fun(a) -> b end,
    try G(id(c)) catch E3:R3:S3 -> p({E3, R3, element(3, hd(S3))}) end.

f(a, b) -> c.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
