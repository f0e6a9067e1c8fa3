%% Integers and floats compare by value with ==, by type too with =:=.
-module(floats_compare_integers).
-export([main/0]).

main() ->
    p([id(1) == 1.0, id(1) =:= 1.0, id(1) /= 1.0, id(1) =/= 1.0, id(1) < 1.5, id(2) > 1.5, id(1) =< 1.0, id(1) >= 1.0]),
    p([id(0.0) == -0.0, id(0) == -0.0, id(-1) < -0.5]),
    p([id({1, a}) == {1.0, a}, id([1]) == [1.0], id(#{a => 1}) == #{a => 1.0}, id(#{1 => a}) == #{1.0 => a}]),
    p(lists:sort([3, 2.5, 1, 2, 1.0, 2.0])),
    p(lists:usort([1, 1.0, 2, 2.0])).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
