%% utf8 segments match well-formed sequences only, and skip.
-module(bits_utf8_match).
-export([main/0]).

main() ->
    [p({B, chars(B, [])}) || B <- [<<"abc">>, <<"åäö"/utf8>>, <<"日本"/utf8>>, <<16#10ffff/utf8>>, <<255>>, <<16#c0, 16#80>>,
                                   <<16#ed, 16#a0, 16#80>>, <<16#e6, 16#97>>, <<"a", 16#f4, 16#90, 128, 128>>, <<>>]],
    <<_/utf8, R/binary>> = id(<<"λx"/utf8>>),
    p(R).

chars(<<C/utf8, R/binary>>, Acc) -> chars(R, [C | Acc]);
chars(<<>>, Acc) -> lists:reverse(Acc);
chars(Rest, Acc) -> {bad, lists:reverse(Acc), Rest}.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
