%% Integers are written and read in all bases from 2 to 36.
-module(integers_base_text).
-export([main/0]).

main() ->
    [p({B, integer_to_list(N, B), N =:= list_to_integer(integer_to_list(N, B), B)})
     || B <- [2, 3, 8, 10, 16, 36], N <- [0, 1, -1, 255, -123456789, 1 bsl 80]],
    p([16#ff, 2#1010, 36#zz, 8#777, -16#FF, $a, $\n, 1_000_000]),
    p(attempt(fun() -> list_to_integer("12", id(2)) end)),
    p(attempt(fun() -> list_to_integer("12", id(37)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
