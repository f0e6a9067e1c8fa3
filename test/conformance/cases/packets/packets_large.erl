%% erlang:decode_packet/3 on large input: packet after packet, at a byte border and not, and input
%% that never ends a line, a tag, a header.
-module(packets_large).
-export([main/0]).

main() ->
    Lines = binary:copy(<<"line of text\n">>, 4000),
    Sized = binary:copy(<<0, 5, "abcde">>, 4000),
    Headers = binary:copy(<<"X-Some: value\r\n continued\r\n">>, 2000),
    [io:format("~p ~p~n", [T, count(T, shift(N, B), 0)])
     || {T, B} <- [{line, Lines}, {2, Sized}, {httph_bin, Headers}], N <- [0, 3]],
    Big = binary:copy(<<"abcdefgh">>, 500000),
    [io:format("~p ~p~n", [T, result(erlang:decode_packet(T, shift(N, B), []))])
     || {T, B} <- [{raw, Big}, {line, Big}, {http, Big}, {httph, Big}, {4, <<4000000:32, Big/binary>>},
                   {asn1, binary:copy(<<16#ff>>, 4000000)}, {asn1, <<16#ff, (binary:copy(<<16#80>>, 4000000))/binary, 1, 0>>},
                   {httph_bin, binary:copy(<<" \r\n">>, 1000000)}, {httph_bin, <<"a:", Big/binary, "\r\n\r\n">>},
                   {httph_bin, <<Big/binary, ": x\r\n\r\n">>}, {http_bin, <<"GET /", Big/binary, "\r\n">>},
                   {http_bin, <<Big/binary, " / HTTP/1.1\r\n">>}, {http, <<"GET http://", Big/binary, ":80/ HTTP/1.1\r\n">>},
                   {http, <<"HTTP/1.1 ", (binary:copy(<<"9">>, 1000000))/binary, " OK\r\n">>}],
        N <- [0, 3]].

shift(N, B) ->
    <<_:N, C:(bit_size(B))/bits, _/bits>> = <<0:N, B/bits, 0>>,
    C.

count(T, B, N) ->
    case erlang:decode_packet(T, B, []) of
        {ok, _, Rest} -> count(T, Rest, N + 1);
        Other -> {N, Other, B}
    end.

result({ok, P, Rest}) -> {ok, erlang:phash2(P), byte_size(Rest)};
result(Other) -> Other.
