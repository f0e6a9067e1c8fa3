%% An exception in after replaces the one on its way, and the value.
-module(exceptions_after_raises).
-export([main/0]).

main() ->
    p(attempt(fun() -> try throw(a) after exit(b) end end)),
    p(attempt(fun() -> try 1 after error(c) end end)),
    p(try ok after io:format("effect~n"), ignored end).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
