%% Deep tuple patterns with values shared between levels.
-module(tuples_nested_match).
-export([main/0]).

main() ->
    p([f(T) || T <- [{a, {b, {c, 1}}}, {a, {b, {d, 2}}}, {a, {x, {c, x}}}, {a, {b}}, {{1, 2}, {1, 2}}, {}]]).

f({a, {b, {c, N}}}) -> {c, N};
f({a, {b, {T, N}}}) -> {T, N};
f({a, {X, {c, X}}}) -> {same, X};
f({X, X}) -> {twins, X};
f({_, T}) -> {second, tuple_size(T)};
f(_) -> none.

p(X) -> io:format("~tp~n", [X]).
