%% Many reference-counted binaries come and go.
-module(large_binaries_gc).
-export([main/0]).

main() ->
    p(loop(2000, [])),
    p(byte_size(iolist_to_binary([binary:copy(<<I>>, 1000) || I <- lists:seq(0, 255)]))).

loop(0, Kept) -> lists:sum([byte_size(B) || B <- Kept]);
loop(N, Kept) ->
    B = binary:copy(<<N:32>>, 500),
    case N rem 100 of
        0 -> loop(N - 1, [binary:part(B, 10, 100) | Kept]);
        _ -> loop(N - 1, Kept)
    end.

p(X) -> io:format("~tp~n", [X]).
