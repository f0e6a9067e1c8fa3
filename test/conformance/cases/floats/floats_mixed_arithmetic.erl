%% Operators with an integer and a float give a float; division always does.
-module(floats_mixed_arithmetic).
-export([main/0]).

main() ->
    p([id(1) + 2.0, 1.5 + id(2), id(3) - 0.5, id(3) * 0.5, id(6) / 3, id(7) / 2, id(1.0) / 4, -id(2.5), abs(id(-2.5))]),
    p([1 + id(0.1) * 3 - 2 / 4]),
    p(lists:sum([0.1, 0.2, 0.3, 1, 2])).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
