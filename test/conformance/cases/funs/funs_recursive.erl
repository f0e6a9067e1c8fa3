%% Named funs call themselves, with environment and several clauses.
-module(funs_recursive).
-export([main/0]).

main() ->
    K = id(3),
    F = fun Fact(0) -> K; Fact(N) -> N * Fact(N - 1) end,
    p([F(N) || N <- [0, 1, 5, 25]]),
    Ack = fun A(0, N) -> N + 1; A(M, 0) -> A(M - 1, 1); A(M, N) -> A(M - 1, A(M, N - 1)) end,
    p(Ack(2, 9)),
    p((fun Len([]) -> 0; Len([_ | T]) -> 1 + Len(T) end)(lists:seq(1, 5000))).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
