%% A module whose on_load function fails is undefined; see code_linked_on_load.
-module(code_linked_on_load_fails).
-export([main/0, value/1]).
-on_load(init/0).

init() ->
    io:format("trying~n"),
    no.

value(X) -> X.

main() -> io:format("not reached~n").
