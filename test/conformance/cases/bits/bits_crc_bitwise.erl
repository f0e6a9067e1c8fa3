%% A checksum by table over a binary, bit by bit and byte by byte.
-module(bits_crc_bitwise).
-export([main/0]).

main() ->
    B = <<"123456789">>,
    p({crc(B, 16#ffffffff) bxor 16#ffffffff, erlang:crc32(B)}),
    p([X || <<X:1>> <= <<(crc(<<1>>, 0)):32>>]).

crc(<<>>, C) -> C;
crc(<<X, R/binary>>, C) -> crc(R, (C bsr 8) bxor entry((C bxor X) band 255, 8)).

entry(C, 0) -> C;
entry(C, N) when C band 1 =:= 1 -> entry((C bsr 1) bxor 16#edb88320, N - 1);
entry(C, N) -> entry(C bsr 1, N - 1).

p(X) -> io:format("~tp~n", [X]).
