%% Selection on atoms, integers, floats, strings and tuples by many clauses.
-module(control_select_values).
-export([main/0]).

main() ->
    p([f(X) || X <- [0, 1, 100, 1000000, -5, 1.0, 2.5, a, zz, "abc", "abd", {a, 1}, {b, 1}, {a, 1, 2}, {}, [], <<>>, #{}, 1 bsl 64]]).

f(0) -> zero; f(1) -> one; f(100) -> hundred; f(1000000) -> million; f(-5) -> minus_five; f(1.0) -> one_float; f(2.5) -> two_and_half;
f(a) -> atom_a; f("abc") -> abc; f("abd") -> abd; f({a, N}) -> {a, N}; f({b, _}) -> b_pair; f({a, _, N}) -> {a3, N}; f({}) -> empty;
f([]) -> nil; f(18446744073709551616) -> big; f(_) -> other.

p(X) -> io:format("~tp~n", [X]).
