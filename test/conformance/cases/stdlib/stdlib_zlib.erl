%% Compression and its inverse, with checksums.
-module(stdlib_zlib).
-export([main/0]).

main() ->
    B = binary:copy(<<"hello world ">>, 200),
    C = zlib:compress(B),
    p({byte_size(C) < 100, zlib:uncompress(C) =:= B}),
    p(zlib:gunzip(zlib:gzip(B)) =:= B),
    p(zlib:unzip(zlib:zip(B)) =:= B),
    p([erlang:crc32(<<"abc">>), erlang:adler32(<<"abc">>), erlang:crc32(erlang:crc32(<<"ab">>), <<"c">>), erlang:md5(<<"abc">>)]),
    p(attempt(fun() -> zlib:uncompress(<<"garbage">>) end)).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
