%% Building binaries by appending and by comprehension.
-module(bench_binary_build).
-export([run/0]).
run() -> loop(10, 0).
loop(0, N) -> N;
loop(K, N) ->
    A = build(60000, <<>>),
    B = << <<(X + 1):16/little>> || <<X:16>> <= A >>,
    loop(K - 1, N + byte_size(A) + byte_size(B)).
build(0, B) -> B;
build(N, B) -> build(N - 1, <<B/binary, N:16>>).
