%% Values from before a try are seen in every section of it.
-module(exceptions_try_variables).
-export([main/0]).

main() ->
    p([f(X, {X, y}) || X <- [1, 2, 3]]).

f(X, T) ->
    L = [X, T],
    try g(X) of
        V -> {of_, V, L}
    catch
        error:E -> {caught, E, L, T};
        throw:_ -> {thrown, X, L}
    after
        put(last, {X, L})
    end.

g(1) -> one;
g(2) -> error(two);
g(3) -> throw(three).

p(X) -> io:format("~tp~n", [X]).
