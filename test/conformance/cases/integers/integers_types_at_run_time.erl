%% The same code adds small integers, bignums, floats and fails for the rest.
-module(integers_types_at_run_time).
-export([main/0]).

main() ->
    Vs = [1, -1, 1 bsl 59, (1 bsl 59) - 1, 1 bsl 64, 1.5, -0.0, a],
    [p({A, B, attempt(fun() -> A + B end), attempt(fun() -> A - B end), attempt(fun() -> A * B end)}) || A <- Vs, B <- Vs].

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
