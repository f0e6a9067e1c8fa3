%% Matching a binary byte by byte.
-module(bench_binary_match).
-export([run/0]).
run() -> B = binary:copy(<<"The quick brown fox, 12345.\n">>, 20000), loop(6, B, 0).
loop(0, _, N) -> N;
loop(K, B, N) -> loop(K - 1, B, N + scan(B, 0, 0)).
scan(<<C, R/binary>>, W, D) when C >= $0, C =< $9 -> scan(R, W, D + 1);
scan(<<C, R/binary>>, W, D) when C =:= $\s; C =:= $\n -> scan(R, W + 1, D);
scan(<<_, R/binary>>, W, D) -> scan(R, W, D);
scan(<<>>, W, D) -> W + D.
