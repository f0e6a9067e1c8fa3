%% io_lib:format, string and list-to-binary work.
-module(bench_strings).
-export([run/0]).
run() -> loop(6000, 0).
loop(0, S) -> S;
loop(N, S) ->
    L = io_lib:format("~p ~s ~w~n", [{item, N, [a, b]}, "text", N * 1.5]),
    B = iolist_to_binary(L),
    P = string:split(string:uppercase(binary_to_list(B)), " ", all),
    loop(N - 1, S + length(P) + byte_size(B)).
