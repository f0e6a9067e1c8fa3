%% Arithmetic crosses the edges of machine words in both directions without a trace.
-module(integers_small_to_bignum_edge).
-export([main/0]).

main() ->
    Edges = [1 bsl N || N <- [27, 28, 31, 32, 58, 59, 60, 61, 62, 63, 64]],
    [begin
         A = id(E),
         p({A - 1 + 1 =:= A, -A + A, (A - 1) - A, (-A - 1) + A, A * 2 div 2 =:= A, abs(-A) =:= A}),
         p([A - 1, A, A + 1, -A - 1, -A, -A + 1])
     end || E <- Edges].

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
