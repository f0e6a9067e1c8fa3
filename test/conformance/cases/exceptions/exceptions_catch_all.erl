%% Wildcards for class and reason, guards in handlers, and several clauses.
-module(exceptions_catch_all).
-export([main/0]).

main() ->
    [p(f(R)) || R <- [1, 20, a, {t, 1}]].

f(R) ->
    try error(R)
    catch
        error:X when is_integer(X), X > 10 -> big;
        error:X when is_integer(X) -> small;
        _:{t, Y} -> {tuple, Y};
        _:_ -> any
    end.

p(X) -> io:format("~tp~n", [X]).
