%% An exception passes ten thousand frames.
-module(exceptions_deep).
-export([main/0]).

main() ->
    p(attempt(fun() -> deep(10000) end)),
    p(try deep(100) catch _:_:S -> [{F, A} || {?MODULE, F, A, _} <- S] end).

deep(0) -> throw(bottom);
deep(N) -> 1 + deep(N - 1).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
