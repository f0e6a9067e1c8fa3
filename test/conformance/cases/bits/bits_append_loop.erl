%% Appending to a binary in a loop gives the whole, and old versions keep their contents.
-module(bits_append_loop).
-export([main/0]).

main() ->
    B = build(5000, <<>>),
    p({byte_size(B), erlang:phash2(B), binary:part(B, 0, 10), binary:last(B)}),
    X = <<"base">>,
    Y = <<X/binary, "-one">>,
    Z = <<X/binary, "-two">>,
    W = <<Y/binary, "-more">>,
    V = <<Y/binary, "-else">>,
    p([X, Y, Z, W, V]).

build(0, B) -> B;
build(N, B) -> build(N - 1, <<B/binary, N:16>>).

p(X) -> io:format("~tp~n", [X]).
