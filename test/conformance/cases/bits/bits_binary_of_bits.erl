%% Every function of module binary with sizes that are no whole number of bytes, with parts that start at any bit,
%% and with arguments of wrong types and out of range.
-module(bits_binary_of_bits).
-export([main/0]).

main() ->
    <<_:3, Shifted:29/bitstring, _/bitstring>> = id(<<16#a5c3f0123456:48>>),
    <<_:5, Whole:24/bitstring, _/bitstring>> = id(<<16#a5c3f0123456:48>>),
    <<_:5, Large:800/bitstring, _/bitstring>> = id(binary:copy(<<1, 2, 3, 255>>, 30)),
    Subjects = [{bits3, id(<<5:3>>)}, {bits13, id(<<1, 9:5>>)}, {bits29, Shifted}, {whole24, Whole}, {empty, id(<<>>)},
                {bytes4, id(<<1, 2, 1, 2>>)}, {large, Large}, {large_bits, id(<<Large/bitstring, 1:1>>)},
                {atom, id(a)}, {list, id("ab")}],
    Numbers = [-2, -1, 0, 1, 2, 3, 4, 100, 1 bsl 70, -(1 bsl 70), 1.0, a],
    Ranges = [{0, 0}, {0, 1}, {0, 2}, {1, 1}, {1, -1}, {2, -1}, {3, -3}, {4, -4}, {3, 0}, {4, 0}, {5, 0}, {100, 0}, {0, 100}, {101, 0},
              {-1, 1}, {0, -1}, {1 bsl 70, 1}, {1, 1 bsl 70}, {1, -(1 bsl 59)}, {(1 bsl 59), 1}, {a, 1}, {1, b}, {1.0, 1}, {1, 2, 3}, a, [1 | 2]],
    Patterns = [<<1>>, <<2, 1>>, [<<1>>, <<1, 2>>], <<>>, [], [<<>>], [<<1>>, <<>>], <<1:1>>, <<1, 1:1>>, [<<1>>, <<5:3>>],
                [<<1>> | <<2>>], a, {a, b}, {bm, make_ref()}, Shifted, Whole],
    [begin
         [call(N, at, [B, I]) || I <- Numbers],
         [call(N, F, [B]) || F <- [first, last, copy, referenced_byte_size, bin_to_list, list_to_bin, decode_unsigned,
                                   encode_unsigned, encode_hex, decode_hex, longest_common_prefix, longest_common_suffix,
                                   compile_pattern],
                             not (F =:= referenced_byte_size andalso N =/= atom andalso N =/= bits3)],
         [call(N, F, [[B, <<1, 2>>]]) || F <- [list_to_bin, longest_common_prefix, longest_common_suffix, compile_pattern]],
         [call(N, F, [[B]]) || F <- [list_to_bin, longest_common_prefix, longest_common_suffix, compile_pattern]],
         [call(N, copy, [B, T]) || T <- Numbers, T =/= 100, T =/= 1 bsl 70],
         [call(N, part, [B, R]) || R <- Ranges],
         [call(N, part, [B, S, L]) || {S, L} <- Ranges],
         [call(N, bin_to_list, [B, R]) || R <- Ranges],
         [call(N, bin_to_list, [B, S, L]) || {S, L} <- Ranges],
         [call(N, decode_unsigned, [B, E]) || E <- [big, little, native, 1]],
         [call(N, F, [B, P]) || F <- [match, matches, split], P <- Patterns],
         [call(N, F, [B, P, []]) || F <- [match, matches, split], P <- Patterns],
         [call(N, F, [B, <<1>>, [{scope, R}]]) || F <- [match, matches, split], R <- Ranges],
         [call(N, F, [B, <<1>>, O]) || F <- [match, matches, split], O <- [[global], [trim], [trim_all], [global, trim],
                    [global, trim_all], a, [a], [global | trim], [{scope, {0, 1}}, {scope, {1, 1}}], [{scope, {1, 0}} | a]]],
         [call(N, F, [B, a, [{scope, S}]]) || F <- [match, matches, split], S <- [{0, 0}, {1, 0}, {2, -2}, {0, 1}]],
         [call(N, replace, [B, P, R]) || P <- [<<1>>, [<<1>>, <<2>>], <<>>, a], R <- [<<>>, <<7, 8>>, <<1:1>>, a, "ab"]],
         [call(N, replace, [B, <<1>>, <<"xyz">>, O])
             || O <- [[global], [{insert_replaced, 1}], [global, {insert_replaced, [0, 3]}], [{insert_replaced, 4}], [{insert_replaced, -1}],
                      [{scope, {1, 2}}], [{scope, {1, 20}}], [a], a]],
         [call(N, replace, [B, <<1>>, fun(X) -> <<X/binary, X/binary>> end, [global]])]
     end || {N, B} <- Subjects],
    [call(number, encode_unsigned, [I]) || I <- Numbers],
    [call(number, encode_unsigned, [I, E]) || I <- Numbers, E <- [big, little, native]],
    [io:format("~p ~p~n", [N, [attempt(fun() -> F(B) end) || F <- erlang_functions()]]) || {N, B} <- Subjects],
    [io:format("~p ~p~n", [N, [{P, attempt(fun() -> F(B, P) end)} || F <- erlang_functions_2(), P <- Numbers]])
        || {N, B} <- Subjects],
    ok.

erlang_functions() ->
    [fun binary_to_list/1, fun binary_to_atom/1, fun binary_to_integer/1, fun binary_to_float/1, fun bitstring_to_list/1,
     fun list_to_binary/1, fun list_to_bitstring/1, fun iolist_to_binary/1, fun iolist_size/1, fun erlang:crc32/1,
     fun erlang:adler32/1, fun erlang:md5/1, fun byte_size/1, fun bit_size/1, fun size/1, fun erlang:phash2/1,
     fun erlang:iolist_to_iovec/1, fun(B) -> erlang:phash2(B, 100) end, fun(B) -> list_to_binary([B]) end, fun(B) -> iolist_size([B]) end,
     fun(B) -> list_to_bitstring([B, 1, B]) end, fun(B) -> binary_to_term(B) end, fun(B) -> unicode:characters_to_list(B) end,
     fun(B) -> erlang:split_binary(B, 1) end, fun(B) -> binary_part(B, {0, 1}) end,
     fun(B) -> erlang:crc32(1, B) end, fun(B) -> erlang:adler32(1, B) end, fun(B) -> erlang:md5_final(erlang:md5_update(erlang:md5_init(), B)) end,
     fun(B) -> erlang:crc32([B]) end, fun(B) -> erlang:md5([B]) end, fun(B) -> erlang:crc32_combine(1, 2, byte_size(B)) end,
     fun(B) -> binary_to_integer(B, 16) end, fun(B) -> unicode:characters_to_binary(B) end, fun(B) -> unicode:characters_to_binary([B, B], latin1, utf16) end,
     fun(B) -> binary_to_existing_atom(B, latin1) end, fun(B) -> erlang:external_size(B) end, fun(B) -> term_to_binary(B) end,
     fun(B) -> erlang:iolist_to_iovec([B]) end, fun(B) -> unicode:bin_is_7bit(B) end,
     fun(B) -> string:length(B) end, fun(B) -> erlang:binary_to_term(B, [safe]) end, fun(B) -> base64:encode(B) end].

erlang_functions_2() ->
    [fun split_binary/2, fun(B, P) -> binary_part(B, P, 1) end, fun(B, P) -> binary_part(B, 1, P) end,
     fun(B, P) -> binary_to_list(B, P, 2) end, fun(B, P) -> binary_to_list(B, 1, P) end].

call(N, F, A) -> show([N, F | tl(A)], attempt(fun() -> apply(binary, F, A) end)).

show([N | _] = What, Value) when N =:= large; N =:= large_bits ->
    io:format("~w: ~w~n", [What, erlang:phash2(without_reference(Value))]);
show(What, Value) -> io:format("~w: ~w~n", [What, without_reference(Value)]).

without_reference({K, R}) when is_reference(R) -> {K, reference};
without_reference(V) -> V.

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.
