%% Comparison of deep terms that differ at the bottom only.
-module(terms_deep_compare).
-export([main/0]).

main() ->
    A = deep(10000, a), B = deep(10000, b), C = deep(10000, a),
    p([A =:= C, A == C, A =:= B, A < B, B < A, A =/= B]),
    L1 = lists:seq(1, 100000), L2 = lists:seq(1, 99999) ++ [100000.0],
    p([L1 == L2, L1 =:= L2, L1 < L2 ++ [1]]).

deep(0, X) -> X;
deep(N, X) -> {[deep(N - 1, X)]}.

p(X) -> io:format("~tp~n", [X]).
