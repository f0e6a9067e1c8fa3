%% Regular expressions: run, captures, split, replace and options.
-module(stdlib_re).
-export([main/0]).

main() ->
    p(re:run("abc123def", "[0-9]+")),
    p(re:run("abc123def", "([a-z]+)([0-9]+)", [{capture, all, list}])),
    p(re:run("aXbXc", "x", [caseless, global])),
    p(re:split("a,b;c", "[,;]", [{return, list}])),
    p(re:replace("hello world", "o", "0", [global, {return, list}])),
    p(re:replace("abc", "(b)", "<\\1&>", [{return, binary}])),
    {ok, MP} = re:compile("^(?<year>\\d{4})-(?<m>\\d\\d)$"),
    p(re:run("2024-05", MP, [{capture, [year, m], binary}])),
    p(re:run("nomatch", MP)),
    p(re:run("åä", "ä", [unicode])),
    p(element(1, re:compile("("))).

p(X) -> io:format("~tp~n", [X]).
