%% Conversion between bignums and floats is exact where it can be and fails when out of range.
-module(bignums_float_conversion).
-export([main/0]).

main() ->
    p([float(id(1 bsl N)) || N <- [53, 64, 100, 1000, 1023]]),
    p(attempt(fun() -> float(id(1 bsl 1024)) end)),
    p([trunc(F) || F <- [1.0e20, -1.0e20, 1.0e50, 1.7976931348623157e308]]),
    p([round(F) || F <- [1.0e20, 123456789012345680000.0, -2.5e25]]),
    p([float(id((1 bsl 53) + 1)), float(id((1 bsl 54) + 2)), float(id((1 bsl 54) + 3))]),
    p((1 bsl 100) / (1 bsl 98)),
    p(attempt(fun() -> (1 bsl 2000) + id(1.0) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
