%% The options of float_to_list/2 and float_to_binary/2.
-module(floats_to_list_options).
-export([main/0]).

main() ->
    [p([float_to_list(F, O) || O <- [[], [{decimals, 0}], [{decimals, 4}], [{decimals, 10}, compact],
                                     [{scientific, 0}], [{scientific, 5}], [short]]])
     || F <- [0.0, 1.0, -2.5, 0.5, 1.5, 1234.5678, 1.0e-10, 1.0e15]],
    p([float_to_binary(F, [{decimals, 2}, compact]) || F <- [1.0, 1.10, 1.25, 99.999]]),
    p(attempt(fun() -> float_to_list(1.0, [{decimals, id(-1)}]) end)),
    p(attempt(fun() -> float_to_list(1.0, [id(foo)]) end)),
    p(attempt(fun() -> float_to_list(id(1)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
