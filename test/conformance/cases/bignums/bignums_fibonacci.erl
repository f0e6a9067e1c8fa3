%% The thousandth Fibonacci number by addition, and Cassini's identity by multiplication.
-module(bignums_fibonacci).
-export([main/0]).

main() ->
    {A, B, C} = fib(999, 0, 1),
    p(B),
    p(A * C - B * B).

fib(0, A, B) -> {A, B, A + B};
fib(N, A, B) -> fib(N - 1, B, A + B).

p(X) -> io:format("~tp~n", [X]).
