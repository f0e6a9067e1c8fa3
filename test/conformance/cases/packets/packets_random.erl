%% erlang:decode_packet/3 over pseudo-random input: pieces that mean something, bytes, cuts, limits.
-module(packets_random).
-export([main/0]).

main() ->
    lists:foldl(fun(I, S) -> round(I, S) end, 20240229, lists:seq(1, 6000)).

round(I, S0) ->
    {Type, S1} = pick([raw, 1, 2, 4, asn1, sunrm, cdr, fcgi, line, tpkt, ssl_tls, http, httph, http_bin, httph_bin,
                       http, httph, asn1, ssl_tls], S0),
    {N, S2} = int(9, S1),
    {Parts, S3} = lists:mapfoldl(fun(_, S) -> piece(Type, S) end, S2, lists:seq(1, N)),
    {Bits, S4} = pick([0, 0, 0, 1, 5], S3),
    {Tail, S5} = pick([<<>>, <<>>, <<1:3>>], S4),
    {Options, S6} = options(S5),
    <<_:Bits, Bin/bits>> = <<0:Bits, (iolist_to_binary(Parts))/bits, Tail/bits>>,
    io:format("~b ~0p~n", [I, drain(Type, Bin, Options, 4)]),
    S6.

%% Some packets after each other; a header comes after a first line.
drain(_, _, _, 0) -> [];
drain(Type, Bin, Options, N) ->
    case erlang:decode_packet(Type, Bin, Options) of
        {ok, P, Rest} -> [P | drain(next(Type), Rest, Options, N - 1)];
        Other -> [Other, erlang:phash2(Bin)]
    end.

next(http) -> httph;
next(http_bin) -> httph_bin;
next(Type) -> Type.

options(S0) ->
    {K, S1} = int(6, S0),
    {N, S2} = int(40, S1),
    {M, S3} = int(40, S2),
    {case K of
         1 -> [{packet_size, N}];
         2 -> [{line_length, N}];
         3 -> [{packet_size, N}, {line_length, M}];
         _ -> []
     end, S3}.

piece(Type, S0) ->
    {K, S1} = int(12, S0),
    if K =:= 1 -> byte(S1);
       Type =:= line; Type =:= http; Type =:= httph; Type =:= http_bin; Type =:= httph_bin -> text(S1);
       Type =:= asn1 -> pick([<<16#1f>>, <<16#9f>>, <<16#80>>, <<16#81>>, <<16#82>>, <<16#84>>, <<16#85>>, <<0>>, <<1>>,
                              <<2>>, <<17>>, <<"abc">>, <<16#ff>>], S1);
       Type =:= cdr -> pick([<<"GIOP">>, <<1, 2, 0, 3>>, <<1, 2, 1, 3>>, <<2:32>>, <<2:32/little>>, <<"ab">>,
                             <<"GIOP", 1, 2, 0, 9, 1:32, "x">>, <<"GIOP", 1, 2, 3, 9, 1:32/little, "x">>], S1);
       Type =:= fcgi -> pick([<<1, 1, 1, 1>>, <<0, 2, 1, 0>>, <<0, 0, 0, 0>>, <<1>>, <<"ab">>, <<1, 9, 9, 9, 0, 2, 2, 0, "wxyz">>], S1);
       Type =:= tpkt -> pick([<<3, 0>>, <<6:16>>, <<4:16>>, <<3:16>>, <<"ab">>, <<3, 0, 6:16, "ab">>], S1);
       Type =:= ssl_tls -> pick([<<22, 3, 1>>, <<16#80, 5, 1>>, <<16#80, 2, 1>>, <<3, 1>>, <<2:16>>, <<"abc">>, <<16#80>>,
                                 <<16#80, 6, 1, 3, 0, "abc">>, <<23, 3, 3, 1:16, "z">>], S1);
       true -> pick([<<0>>, <<1>>, <<2>>, <<3>>, <<0, 0>>, <<0, 0, 0>>, <<"ab">>, <<"abcdefgh">>, <<255>>, <<16#7f>>], S1)
    end.

text(S) ->
    pick(["GET", "POST", "get", " ", " ", " ", "\t", "\r\n", "\r\n", "\r\n", "\n", "\r", "/", "*", ":", ":", ": ",
          "HTTP/1.1", "HTTP/1.0", "HTTP/", "1.1", "200", "OK", "0", "http://", "https://", "HtTp://", "host", "Host", "abc",
          "x-y", "X-fORWARDED-for", "content-type", "-", "a:80", "GET / HTTP/1.1\r\n", "Host: a\r\n", "\r\n ", "\r\n\t",
          "HTTP/1.1 404 No\r\n", "x: y\r\n z\r\n", "(", <<200>>, <<0>>], S).

byte(S) ->
    {B, S1} = int(256, S),
    {<<(B - 1)>>, S1}.

pick(List, S) ->
    {N, S1} = int(length(List), S),
    {lists:nth(N, List), S1}.

%% 1..N from a linear congruential generator (Knuth's MMIX).
int(N, S) ->
    S1 = (S * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff,
    {(S1 bsr 33) rem N + 1, S1}.
