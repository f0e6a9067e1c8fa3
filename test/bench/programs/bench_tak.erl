%% Recursion with three arguments and comparisons.
-module(bench_tak).
-export([run/0]).
run() -> tak(24, 16, 8).
tak(X, Y, Z) when Y < X -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y));
tak(_, _, Z) -> Z.
