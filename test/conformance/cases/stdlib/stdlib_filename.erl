%% Module filename on names only.
-module(stdlib_filename).
-export([main/0]).

main() ->
    p([filename:join("a", "b"), filename:join(["/a", "b/", "c"]), filename:join("a", "/b"), filename:basename("/x/y.erl"), filename:basename("y.erl", ".erl"), filename:dirname("/x/y/z"), filename:extension("a.b.c"), filename:rootname("a/b.erl")]),
    p([filename:split("/usr/local/bin"), filename:absname("x", "/tmp"), filename:pathtype("/a"), filename:pathtype("a"), filename:nativename("a//b"), filename:flatten(["a", b])]),
    p(filename:join(<<"a">>, "b")).

p(X) -> io:format("~tp~n", [X]).
