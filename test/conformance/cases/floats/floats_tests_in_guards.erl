%% Guards on floats: type tests, comparison and arithmetic that fails quietly.
-module(floats_tests_in_guards).
-export([main/0]).

main() ->
    p([f(X) || X <- [1, 1.0, -1.0, 0.0, 100.5, a]]).

f(X) when is_float(X), X < 0 -> negative_float;
f(X) when is_float(X), X * 2 > 100 -> large_float;
f(X) when X / 1 == 0.0 -> zero;
f(X) when is_float(X) -> float;
f(X) when is_number(X) -> integer;
f(_) -> other.

p(X) -> io:format("~tp~n", [X]).
