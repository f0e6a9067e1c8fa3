%% Grapheme clusters: combining marks, flags and joined emoji count as one.
-module(strings_graphemes).
-export([main/0]).

main() ->
    L = ["e\x{301}a", [16#1F1F8, 16#1F1EA], [16#1F468, 16#200D, 16#1F469, 16#200D, 16#1F467], "\r\n", [16#1100, 16#1161]],
    [p({string:length(S), string:to_graphemes(S), string:reverse(S)}) || S <- L],
    p(string:next_grapheme("e\x{301}a")),
    p(string:next_codepoint("ab")),
    p(string:to_graphemes(<<"ae\x{301}"/utf8>>)).

p(X) -> io:format("~tp~n", [X]).
