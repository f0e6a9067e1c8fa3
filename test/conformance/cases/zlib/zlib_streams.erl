%% Module zlib: streams, dictionaries, parameters, checksums, errors.
-module(zlib_streams).
-export([main/0]).

main() ->
    [begin io:format("~p~n", [T]), test(T) end
     || T <- [round_trips, levels, whole, dictionary, params, reset, checksums, safe, chunks, ends, owner, errors, big, raw_crc]].

show(X) -> io:format("  ~p~n", [X]).
try_(F) -> try F() catch C:R -> {C, R} end.
data() -> iolist_to_binary([[integer_to_list(I * I), $\s] || I <- lists:seq(1, 2000)]).
bin(X) -> iolist_to_binary(X).

test(round_trips) ->
    D = data(),
    [begin
         Z = zlib:open(), ok = zlib:deflateInit(Z, default, deflated, W, 8, default),
         A = zlib:deflate(Z, [D, "tail"]), B = zlib:deflate(Z, [], finish), ok = zlib:deflateEnd(Z), zlib:close(Z),
         C = bin([A, B]),
         Y = zlib:open(), ok = zlib:inflateInit(Y, W), R = bin(zlib:inflate(Y, C)), ok = zlib:inflateEnd(Y), zlib:close(Y),
         show({W, byte_size(C), erlang:md5(C), R =:= <<D/binary, "tail">>})
     end || W <- [15, -15, 31, 9]];
test(levels) ->
    D = data(),
    [begin
         Z = zlib:open(), ok = zlib:deflateInit(Z, L, deflated, 15, M, S),
         C = bin(zlib:deflate(Z, D, finish)), zlib:deflateEnd(Z), zlib:close(Z),
         show({L, M, S, byte_size(C), erlang:md5(C), zlib:uncompress(C) =:= D})
     end || {L, M, S} <- [{none, 8, default}, {best_speed, 1, filtered}, {best_compression, 9, huffman_only}, {3, 4, rle}, {6, 8, default}]];
test(whole) ->
    D = data(),
    [show({byte_size(C), erlang:md5(C), G(C) =:= D})
     || {F, G} <- [{fun zlib:compress/1, fun zlib:uncompress/1}, {fun zlib:zip/1, fun zlib:unzip/1}, {fun zlib:gzip/1, fun zlib:gunzip/1}], C <- [F(D)]],
    show([zlib:compress([]), zlib:zip(""), zlib:gzip(<<>>), zlib:compress(["io", <<"list">>])]),
    G1 = zlib:gzip("one"), G2 = zlib:gzip("two"),
    show(zlib:gunzip([G1, G2])),
    show([try_(fun() -> zlib:uncompress(X) end) || X <- [<<>>, <<1, 2, 3>>, zlib:zip("x"), foo, binary:part(zlib:compress(D), 0, 100)]]),
    show([try_(fun() -> zlib:gunzip(X) end) || X <- [<<>>, <<"abc">>, <<G1/binary, "junk">>, binary:part(G1, 0, 15)]]),
    show([try_(fun() -> zlib:compress(X) end) || X <- [foo, [300], 1]]);
test(dictionary) ->
    Dict = "the quick brown fox jumps over the lazy dog",
    Z = zlib:open(), ok = zlib:deflateInit(Z), Adler = zlib:deflateSetDictionary(Z, Dict), show(Adler),
    C = bin(zlib:deflate(Z, "the lazy fox", finish)), zlib:deflateEnd(Z), zlib:close(Z), show(C),
    Y = zlib:open(), ok = zlib:inflateInit(Y),
    show(try_(fun() -> zlib:inflate(Y, C) end)), ok = zlib:inflateSetDictionary(Y, Dict), show(bin(zlib:inflate(Y, []))),
    show(zlib:inflateGetDictionary(Y)), zlib:close(Y),
    X = zlib:open(), ok = zlib:inflateInit(X), show(zlib:inflate(X, C, [{exception_on_need_dict, false}])),
    show(try_(fun() -> zlib:inflateSetDictionary(X, "wrong") end)), zlib:close(X),
    R = zlib:open(), ok = zlib:deflateInit(R, default, deflated, -15, 8, default), show(zlib:deflateSetDictionary(R, Dict)), zlib:close(R);
test(params) ->
    D = data(), Z = zlib:open(), ok = zlib:deflateInit(Z, none),
    A = zlib:deflate(Z, D), show(zlib:deflateParams(Z, best_compression, default)), B = zlib:deflate(Z, D), C = zlib:deflate(Z, [], finish),
    zlib:deflateEnd(Z), zlib:close(Z), show(zlib:uncompress(bin([A, B, C])) =:= <<D/binary, D/binary>>);
test(reset) ->
    Z = zlib:open(), ok = zlib:deflateInit(Z), _ = zlib:deflate(Z, "abc"), ok = zlib:deflateReset(Z),
    C = bin(zlib:deflate(Z, "xyz", finish)), ok = zlib:deflateReset(Z), C2 = bin(zlib:deflate(Z, "xyz", finish)), show(C =:= C2),
    ok = zlib:deflateEnd(Z), ok = zlib:inflateInit(Z), show(bin(zlib:inflate(Z, C))), ok = zlib:inflateReset(Z), show(bin(zlib:inflate(Z, C2))),
    zlib:close(Z);
test(checksums) ->
    Z = zlib:open(), zlib:deflateInit(Z),
    show([zlib:crc32(Z, "abc"), zlib:adler32(Z, "abc"),
          zlib:crc32(Z, 5, "abc"), zlib:crc32_combine(Z, 1, 2, 3), zlib:adler32_combine(Z, 1, 2, 3)]),
    zlib:close(Z);
test(safe) ->
    D = binary:copy(<<0>>, 300000), C = zlib:compress(D), Z = zlib:open(), ok = zlib:inflateInit(Z),
    show(safe(Z, zlib:safeInflate(Z, C), 0)), ok = zlib:inflateEnd(Z), zlib:close(Z);
test(chunks) ->
    C = zlib:compress(data()), Z = zlib:open(), ok = zlib:inflateInit(Z), show(zlib:getBufSize(Z)), zlib:setBufSize(Z, 1000), show(zlib:getBufSize(Z)),
    show(bin(inflate_chunks(Z, zlib:inflateChunk(Z, C))) =:= data()), show(try_(fun() -> zlib:setBufSize(Z, 1) end)), zlib:close(Z);
test(ends) ->
    A = zlib:compress("first"), B = zlib:compress("second"),
    [begin
         Z = zlib:open(), ok = zlib:inflateInit(Z, 15, E), show({E, try_(fun() -> bin(zlib:inflate(Z, [A, B])) end)}),
         show(try_(fun() -> bin(zlib:inflate(Z, B)) end)), show(try_(fun() -> zlib:inflateEnd(Z) end)), zlib:close(Z)
     end || E <- [cut, reset, error]],
    Z = zlib:open(), ok = zlib:inflateInit(Z), zlib:inflate(Z, binary:part(A, 0, 6)), show(try_(fun() -> zlib:inflateEnd(Z) end)), zlib:close(Z);
test(owner) ->
    Z = zlib:open(), ok = zlib:deflateInit(Z), Me = self(),
    In = fun(F) -> spawn(fun() -> Me ! {r, try_(F)} end), receive {r, R} -> R end end,
    show(In(fun() -> zlib:deflate(Z, "x") end)), show(In(fun() -> zlib:close(Z) end)),
    P = spawn(fun() -> receive go -> Me ! {r, bin(zlib:deflate(Z, "x", finish))} end end),
    show(zlib:set_controlling_process(Z, P)), show(try_(fun() -> zlib:deflate(Z, "x") end)),
    P ! go, receive {r, R} -> show(R) end, show(try_(fun() -> zlib:set_controlling_process(Z, Me) end));
test(errors) ->
    Z = zlib:open(),
    show([try_(F) || F <- [fun() -> zlib:deflate(Z, "x") end, fun() -> zlib:inflate(Z, "x") end, fun() -> zlib:deflateEnd(Z) end, fun() -> zlib:inflateEnd(Z) end,
                           fun() -> zlib:deflateReset(Z) end, fun() -> zlib:crc32(Z) end, fun() -> zlib:inflateGetDictionary(Z) end,
                           fun() -> zlib:deflateInit(Z, 17) end, fun() -> zlib:deflateInit(Z, default, foo, 15, 8, default) end,
                           fun() -> zlib:deflateInit(Z, default, deflated, 99, 8, default) end, fun() -> zlib:deflateInit(Z, default, deflated, 15, 0, default) end,
                           fun() -> zlib:inflateInit(Z, 99) end, fun() -> zlib:inflateInit(Z, foo) end, fun() -> zlib:inflateInit(Z, 15, foo) end,
                           fun() -> zlib:set_controlling_process(Z, foo) end, fun() -> zlib:deflateInit(foo) end, fun() -> zlib:close(foo) end]]),
    ok = zlib:deflateInit(Z),
    show([try_(F) || F <- [fun() -> zlib:deflateInit(Z) end, fun() -> zlib:inflateInit(Z) end, fun() -> zlib:inflate(Z, "x") end, fun() -> zlib:deflate(Z, foo) end,
                           fun() -> zlib:deflate(Z, "x", foo) end, fun() -> zlib:deflate(Z, [256]) end]]),
    show(zlib:close(Z)),
    show([try_(F) || F <- [fun() -> zlib:close(Z) end, fun() -> zlib:deflate(Z, "x") end, fun() -> zlib:deflateInit(Z) end]]),
    Y = zlib:open(), ok = zlib:inflateInit(Y), show(try_(fun() -> zlib:inflate(Y, <<"not compressed">>) end)),
    show(try_(fun() -> zlib:inflate(Y, <<"more">>) end)), show(try_(fun() -> zlib:inflateEnd(Y) end)), zlib:close(Y);
test(big) ->
    D = binary:copy(data(), 200), C = zlib:gzip(D), show(zlib:gunzip(C) =:= D), show(byte_size(C)),
    Parts = [binary:part(D, I * 1000, 1000) || I <- lists:seq(0, 999)],
    Z = zlib:open(), ok = zlib:deflateInit(Z), X = bin([zlib:deflate(Z, Parts), zlib:deflate(Z, [], finish)]), zlib:deflateEnd(Z), zlib:close(Z),
    show(erlang:md5(X)), show(zlib:uncompress(X) =:= bin(Parts)),
    Me = self(),
    [spawn(fun() -> Me ! {done, zlib:unzip(zlib:zip(D)) =:= D} end) || _ <- [1, 2, 3]],
    show([receive {done, R} -> R end || _ <- [1, 2, 3]]);
test(raw_crc) ->
    Z = zlib:open(), ok = zlib:deflateInit(Z, default, deflated, -15, 8, default), C = bin(zlib:deflate(Z, "abc", finish)), show(zlib:crc32(Z)),
    zlib:close(Z), Y = zlib:open(), ok = zlib:inflateInit(Y, -15), zlib:inflate(Y, C), show(zlib:crc32(Y)), zlib:close(Y).

safe(Z, {continue, Out}, N) -> safe(Z, zlib:safeInflate(Z, []), N + iolist_size(Out));
safe(_, {finished, Out}, N) -> N + iolist_size(Out).

inflate_chunks(Z, {more, B}) -> [B | inflate_chunks(Z, zlib:inflateChunk(Z))];
inflate_chunks(_, B) -> [B].
