%% erlang:decode_packet/3: types whose header has a length. Every prefix of each input, at several
%% distances from a byte border, with and without a limit.
-module(packets_lengths).
-export([main/0]).

main() ->
    lists:foreach(
      fun({Type, Bin}) -> [show(Type, Bin, O) || O <- [[], [{packet_size, 3}], [{packet_size, 16#80000000}]]] end,
      inputs()),
    lists:foreach(fun prefixes/1, inputs()),
    lists:foreach(fun offsets/1, inputs()).

inputs() ->
    [{raw, <<>>}, {raw, <<1>>}, {0, <<1, 2, 3, 4>>}, {raw, <<1:1>>}, {raw, <<0, 1:3>>},
     {1, <<3, "abcd">>}, {1, <<0>>}, {1, <<255>>}, {2, <<0, 3, "abcd">>}, {2, <<16#ffff:16>>},
     {4, <<3:32, "abcd">>}, {4, <<16#7ffffffb:32>>}, {4, <<16#7ffffffc:32>>}, {4, <<16#7fffffff:32>>},
     {4, <<16#80000000:32>>}, {4, <<16#fffffffc:32>>}, {4, <<16#ffffffff:32, 1, 2>>},
     {asn1, <<0, 0, 0>>}, {asn1, <<17, 3, "abcd">>}, {asn1, <<17, 127>>}, {asn1, <<17, 16#80, "ab">>},
     {asn1, <<16#1f, 17, 2, "abc">>}, {asn1, <<16#3f, 16#81, 17, 2, "abc">>},
     {asn1, <<16#ff, 16#80, 16#80, 16#80, 16#80, 16#80, 16#80, 17, 2, "abc">>},
     {asn1, <<17, 16#81, 2, "abc">>}, {asn1, <<17, 16#82, 2:16, "abc">>}, {asn1, <<17, 16#83, 2:24, "abc">>},
     {asn1, <<17, 16#84, 2:32, "abc">>}, {asn1, <<17, 16#84, 16#7ffffff9:32, "abc">>},
     {asn1, <<17, 16#84, 16#7ffffffa:32>>}, {asn1, <<17, 16#84, 16#80000000:32>>},
     {asn1, <<17, 16#84, 16#ffffffff:32>>}, {asn1, <<17, 16#85, 2:40, "abc">>}, {asn1, <<17, 16#88, 2:64, "abc">>},
     {asn1, <<17, 16#ff, 2:(127 * 8), "abc">>},
     {sunrm, <<3:32, "abcd">>}, {sunrm, <<1:1, 3:31, "abcd">>}, {sunrm, <<16#7ffffffb:32>>},
     {sunrm, <<16#7ffffffc:32>>}, {sunrm, <<16#ffffffff:32>>},
     {cdr, <<"GIOP", 1, 2, 0, 3, 2:32, "abc">>}, {cdr, <<"GIOP", 1, 2, 1, 3, 2:32/little, "abc">>},
     {cdr, <<"GIOP", 1, 2, 2, 3, 2:32, "abc">>}, {cdr, <<"GIOP", 1, 2, 255, 3, 2:32/little, "abc">>},
     {cdr, <<"GIOX", 1, 2, 0, 3, 2:32, "abc">>}, {cdr, <<"GIOP", 1, 2, 0, 3, 16#7ffffff3:32>>},
     {cdr, <<"GIOP", 1, 2, 0, 3, 16#7ffffff4:32>>}, {cdr, <<"GIOP", 1, 2, 0, 3, 16#ffffffff:32>>},
     {fcgi, <<1, 2, 3:16, 4:16, 2, 5, "abcdefgh">>}, {fcgi, <<1, 2, 3:16, 0:16, 0, 5>>},
     {fcgi, <<1, 2, 3:16, 0:16, 3, 5, "abcd">>}, {fcgi, <<0, 2, 3:16, 4:16, 2, 5, "abcdefgh">>},
     {fcgi, <<1, 2, 3:16, 16#ffff:16, 255, 5>>},
     {tpkt, <<3, 0, 7:16, "abcd">>}, {tpkt, <<3, 9, 4:16, "ab">>}, {tpkt, <<3, 0, 3:16, "ab">>},
     {tpkt, <<4, 0, 7:16, "abcd">>}, {tpkt, <<3, 0, 16#ffff:16>>},
     {ssl_tls, <<22, 3, 1, 2:16, "abc">>}, {ssl_tls, <<0, 0, 0, 0:16>>}, {ssl_tls, <<127, 3, 4, 16#ffff:16>>},
     {ssl_tls, <<16#80, 5, 1, 3, 1, "abc">>}, {ssl_tls, <<16#80, 3, 1, 3, 1, "ab">>},
     {ssl_tls, <<16#80, 2, 1, 3, 1, "ab">>}, {ssl_tls, <<16#80, 0, 1, 3, 1>>}, {ssl_tls, <<16#ff, 16#ff, 1, 3, 1>>},
     {ssl_tls, <<16#80, 5, 2, 0, 1, "abc">>}, {ssl_tls, <<16#81, 44, 1, 3, 1, 0:(300 * 8)>>}].

show(Type, Bin, Options) ->
    io:format("~0p ~0p ~0p~n", [Type, Options, erlang:decode_packet(Type, Bin, Options)]).

prefixes({Type, Bin}) ->
    Rs = [erlang:decode_packet(Type, binary:part(Bin, 0, N), [])
          || is_binary(Bin), N <- lists:seq(0, min(20, byte_size(Bin)))],
    io:format("~0p ~0p~n", [Type, Rs]).

%% The same, whereever it lies.
offsets({Type, Bin}) ->
    Expected = erlang:decode_packet(Type, Bin, []),
    Same = [Expected =:= erlang:decode_packet(Type, at(N, Bin), []) || N <- lists:seq(0, 17)],
    io:format("~0p ~0p~n", [Type, lists:usort(Same)]).

at(N, Bin) ->
    <<_:N, B:(bit_size(Bin))/bits, _/bits>> = <<(16#a5a5a):N, Bin/bits, 16#77>>,
    B.
