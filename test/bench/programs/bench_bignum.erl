%% Bignums: factorials and Fibonacci numbers.
-module(bench_bignum).
-export([run/0]).
run() -> F = fact(1500, 1), erlang:phash2(F) + erlang:phash2(fib(20000, 0, 1)) + (F rem 1000003).
fact(0, A) -> A;
fact(N, A) -> fact(N - 1, N * A).
fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).
