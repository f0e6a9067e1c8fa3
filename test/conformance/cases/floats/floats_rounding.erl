%% round, trunc, floor and ceil at halves, near halves and both signs.
-module(floats_rounding).
-export([main/0]).

main() ->
    [p({F, round(F), trunc(F), floor(F), ceil(F)})
     || F <- [0.5, 1.5, 2.5, -0.5, -1.5, 0.49999999999999994, 2.0, -2.0, 1.1, -1.1, 1.9, -1.9, 0.0, -0.0,
              4503599627370495.5, 1.0e18, 1.0e19]],
    p([{round(id(5)), trunc(id(5)), floor(id(-5)), ceil(id(5))}]).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
