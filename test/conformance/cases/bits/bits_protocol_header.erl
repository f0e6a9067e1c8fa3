%% An IPv4 header is taken apart and put together again.
-module(bits_protocol_header).
-export([main/0]).

main() ->
    H = <<4:4, 5:4, 0:8, 84:16, 16#1c46:16, 2:3, 0:13, 64, 6, 16#b1e6:16, 192, 168, 0, 104, 192, 168, 0, 1>>,
    <<V:4, IHL:4, _Tos, Len:16, Id:16, Flags:3, Off:13, Ttl, Proto, Sum:16, Src:4/binary, Dst:4/binary, Rest/binary>> = id(H),
    p({V, IHL, Len, Id, Flags, Off, Ttl, Proto, Sum, Src, Dst, Rest}),
    p(checksum(H, 0)).

checksum(<<W:16, R/binary>>, S) -> checksum(R, S + W);
checksum(<<>>, S) when S > 16#ffff -> checksum(<<>>, (S band 16#ffff) + (S bsr 16));
checksum(<<>>, S) -> bnot S band 16#ffff.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
