%% URIs are taken apart, normalised, resolved and put together.
-module(stdlib_uri_string).
-export([main/0]).

main() ->
    p(uri_string:parse("https://user@example.com:8042/over/there?name=ferret#nose")),
    p(uri_string:recompose(#{scheme => "http", host => "x.org", path => "/a b"})),
    p(uri_string:normalize("HTTP://Example.com/a/./b/../c%7e")),
    p(uri_string:resolve("../x", "http://h/a/b/c")),
    p(uri_string:dissect_query("a=1&b=two+words&c")),
    p(uri_string:compose_query([{"k", "v w"}, {"x", "&"}])),
    p(uri_string:quote("a/b ä")).

p(X) -> io:format("~tp~n", [X]).
