%% utf16 and utf32 segments in both byte orders, with surrogates and errors.
-module(bits_utf16_utf32_match).
-export([main/0]).

main() ->
    Cs = [$a, 16#e5, 16#65e5, 16#1f600, 16#10ffff],
    p(B16 = << <<C/utf16>> || C <- Cs >>),
    p(L16 = << <<C/utf16-little>> || C <- Cs >>),
    p(B32 = << <<C/utf32>> || C <- Cs >>),
    p(L32 = << <<C/utf32-little>> || C <- Cs >>),
    p([[C || <<C/utf16>> <= B16], [C || <<C/utf16-little>> <= L16], [C || <<C/utf32>> <= B32], [C || <<C/utf32-little>> <= L32]]),
    p([m(X) || X <- [<<16#d800:16>>, <<16#d800:16, 16#41:16>>, <<16#dc00:16>>, <<16#110000:32>>, <<16#d800:32>>, <<1:24>>, <<16#41:32>>]]).

m(<<C/utf16>>) -> {utf16, C};
m(<<C/utf32>>) -> {utf32, C};
m(_) -> none.

p(X) -> io:format("~tp~n", [X]).
