%% Construction with each segment type and with computed sizes.
-module(bits_construct_types).
-export([main/0]).

main() ->
    S = id(4), B = id(<<1, 2, 3, 4, 5>>),
    p(<<1, 2:S, 3:4, "abc", $x:16, 1.5/float, 2.5:32/float, 0.5:16/float>>),
    p(<<B:3/binary, B/binary, 5:S/unit:8, B:2/binary-unit:4>>),
    p(<<B/bits, 1:1, B/bitstring>>),
    p(<<"åä"/utf8, "日"/utf16, $λ/utf32, "ab":16, "ab":16/little>>).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
