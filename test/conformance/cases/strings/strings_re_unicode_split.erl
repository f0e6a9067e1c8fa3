%% Splitting and joining of text with characters beyond ASCII.
-module(strings_re_unicode_split).
-export([main/0]).

main() ->
    io:format("~tp~n", [string:split("år→år→dag", "→", all)]),
    io:format("~ts~n", [lists:join(" · ", ["α", "β", "γ"])]),
    io:format("~ts~n", [string:uppercase(<<"älg och öl"/utf8>>)]),
    p(unicode:characters_to_binary(["α", <<"β"/utf8>>, 947])),
    p([string:to_integer(S) || S <- ["12å", "٣"]]),
    p(string:lexemes("a→b→→c", "→")).

p(X) -> io:format("~tp~n", [X]).
