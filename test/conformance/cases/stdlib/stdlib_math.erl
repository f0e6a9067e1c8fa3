%% Module math at ordinary points, printed to their last digit.
-module(stdlib_math).
-export([main/0]).

main() ->
    [p({F, [math:F(X) || X <- [0.5, 1, 0.1]]}) || F <- [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, exp, log, log2, log10, sqrt, erf, erfc, ceil, floor]],
    p([math:pow(2, 10), math:pow(2, 0.5), math:atan2(1, -1), math:fmod(7.5, 2), math:pi(), math:acosh(2), math:asinh(1), math:atanh(0.5)]).

p(X) -> io:format("~tp~n", [X]).
