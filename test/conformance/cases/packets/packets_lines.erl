%% erlang:decode_packet/3: lines with limits and delimiters; what is no argument.
-module(packets_lines).
-export([main/0]).

main() ->
    [p(line, B, [{packet_size, P}, {line_length, L}])
     || B <- [<<>>, <<"\n">>, <<"abcd\n">>, <<"abcd">>, <<"ab\ncd">>, <<"ab\r\ncd\r\n">>],
        P <- lists:seq(0, 6), L <- lists:seq(0, 6)],
    [p(line, <<"ab\0c\377d\n">>, [{line_delimiter, D}]) || D <- [0, $a, $b, 255, 10, $x]],
    [p(T, <<"G: /\r\n ab\r\n", R/binary>>, [{K, N}])
     || T <- [http, httph], K <- [packet_size, line_length], R <- [<<>>, <<"x">>], N <- lists:seq(0, 13)],
    [p(httph, B, [{packet_size, P}, {line_length, L}])
     || B <- [<<"G: /">>, <<"G: /\r\n">>, <<"\r\n">>, <<"\n">>], P <- [0, 1, 2, 4, 9], L <- [0, 1, 2, 4, 9]],
    [p(T, <<1, 2, 3>>, []) || T <- [3, foo, 8, -1, 1.0, "a", 1 bsl 70, [], {1}, <<"raw">>]],
    [p(raw, B, []) || B <- [foo, 1, [1, 2], self]],
    [p(foo, B, O) || B <- [foo, <<>>], O <- [[], foo]],
    [p(line, <<1, 2, "a\nb">>, O)
     || O <- [foo, [a], [packet_size], [{packet_size}], [{packet_size, 1, 2}], [a | b], [{x, 1}], <<>>, {packet_size, 1}]
            ++ [[{K, V}] || K <- [packet_size, line_length, line_delimiter],
                            V <- [-1, 255, 256, 16#7fffffff, 16#80000000, 16#ffffffff, 16#100000000, 1 bsl 64,
                                  1 bsl 70, -(1 bsl 70), 2.0, a, "1"]]
            ++ [[{packet_size, 1}, {packet_size, 0}], [{packet_size, 0}, {packet_size, 1}],
                [{line_delimiter, 10}, {line_delimiter, 1}], [{packet_size, 9}, {x, 1}]]],
    [p(T, <<0:96>>, [{line_delimiter, 10}])
     || T <- [raw, 0, 1, 2, 4, asn1, sunrm, cdr, fcgi, tpkt, ssl_tls, http, httph, http_bin, httph_bin]],
    [p(raw, <<"abcd">>, O) || O <- [[{packet_size, 2}], [{line_length, 2}]]],
    loop(line, <<"one\ntwo\n\nthree">>), loop(1, <<3, "one", 0, 5, "three", 2, "a">>).

p(Type, Bin, Options) ->
    R = try erlang:decode_packet(Type, Bin, Options)
        catch C:E:Stack -> [{M, F, A, I} | _] = Stack, {C, E, M, F, length(A), I}
        end,
    io:format("~0p ~0p ~0p ~0p~n", [Type, Bin, Options, R]).

loop(Type, Bin) ->
    case erlang:decode_packet(Type, Bin, []) of
        {ok, P, Rest} -> io:format("~0p ", [P]), loop(Type, Rest);
        Other -> io:format("~0p~n", [Other])
    end.
