%% Grapheme-aware functions of module string on lists and binaries.
-module(strings_string_module).
-export([main/0]).

main() ->
    p([string:length("åäö"), string:to_upper("abcå"), string:uppercase("straße"), string:lowercase("ÅÄÖ"), string:titlecase("abc def"), string:casefold("ẞa")]),
    p([string:split("a,b,c", ","), string:split("a,b,c", ",", all), string:split("a,b,c", ",", trailing), string:lexemes("a b  c", " ")]),
    p([string:trim("  x "), string:trim("  x ", leading), string:trim("xxaxx", both, "x"), string:pad("ab", 5), string:pad("ab", 5, leading, $0)]),
    p([string:replace("hello", "l", "L"), string:replace("hello", "l", "L", all), string:find("hello", "ll"), string:find("hello", "z")]),
    p([string:slice("hello", 1, 3), string:slice(<<"hello">>, 2), string:prefix("hello", "he"), string:reverse("abc"), string:equal("a", "A", true)]),
    p([string:to_integer("12x"), string:to_float("1.5e3z"), string:to_integer("x"), string:is_empty(""), string:chomp("line\r\n")]),
    p([string:take("abc123", lists:seq($a, $z)), string:nth_lexeme("a.b.c", 2, ".")]),
    p([string:join(["a", "b"], ", "), string:tokens("a b", " "), string:str("abcabc", "ca"), string:rstr("abcabc", "bc"), string:chr("abc", $b), string:concat("a", "b"), string:copies("ab", 3), string:centre("x", 5), string:strip("  a "), string:substr("hello", 2, 3)]).

p(X) -> io:format("~tp~n", [X]).
