%% erlang:raise keeps class, reason and trace, through several levels.
-module(exceptions_rethrow).
-export([main/0]).

main() ->
    try level1()
    catch C:R:S -> p({C, R, [{F, A} || {?MODULE, F, A, _} <- S]})
    end.

level1() -> V = level2(), {V}.

level2() ->
    try level3()
    catch C:R:S -> io:format("seen ~p ~p~n", [C, R]), erlang:raise(C, R, S)
    end.

level3() -> [error(deep)].

p(X) -> io:format("~tp~n", [X]).
