%% Shifts by positive, negative and huge amounts; right shifts round down.
-module(integers_shifts).
-export([main/0]).

main() ->
    p([id(1) bsl N || N <- [0, 1, 58, 59, 60, 63, 64, 100]]),
    p([id(-1) bsl N || N <- [0, 1, 59, 60, 63, 64, 100]]),
    p([id(-5) bsr N || N <- [0, 1, 2, 3, 64, 1000]]),
    p([id(12345678901234567890123) bsr N || N <- [0, 1, 10, 64, 73, 74, 100]]),
    p([id(-12345678901234567890123) bsr N || N <- [0, 1, 10, 64, 73, 74, 100]]),
    p([id(5) bsl -N || N <- [0, 1, 2, 3]] ++ [id(5) bsr -N || N <- [0, 1, 70]]),
    p(0 bsl id(1 bsl 40)),
    p(id(7) bsr (1 bsl 70)),
    p(id(-7) bsr (1 bsl 70)).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
