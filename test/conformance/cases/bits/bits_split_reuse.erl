%% A match context is used by several functions and alternatives after each other.
-module(bits_split_reuse).
-export([main/0]).

main() ->
    p(tok(<<"12+34 * x1">>, [])).

tok(<<>>, A) -> lists:reverse(A);
tok(<<" ", R/binary>>, A) -> tok(R, A);
tok(<<C, _/binary>> = B, A) when C >= $0, C =< $9 -> num(B, 0, A);
tok(<<C, R/binary>>, A) when C >= $a, C =< $z -> word(R, [C], A);
tok(<<C, R/binary>>, A) -> tok(R, [{op, [C]} | A]).

num(<<C, R/binary>>, N, A) when C >= $0, C =< $9 -> num(R, N * 10 + C - $0, A);
num(R, N, A) -> tok(R, [{num, N} | A]).

word(<<C, R/binary>>, W, A) when C >= $a, C =< $z; C >= $0, C =< $9 -> word(R, [C | W], A);
word(R, W, A) -> tok(R, [{word, lists:reverse(W)} | A]).

p(X) -> io:format("~tp~n", [X]).
