%% Mutual recursion in tail and body position, and large select tables.
-module(programs_mutual_recursion).
-export([main/0]).

main() ->
    p([even(100001), odd(100001), h(0), h(15), m(10)]),
    p([name(N) || N <- [0, 3, 7, 12, 19, 20]]),
    p([back(A) || A <- [zero, three, nineteen, unknown]]).

even(0) -> true;
even(N) -> odd(N - 1).

odd(0) -> false;
odd(N) -> even(N - 1).

h(0) -> 1;
h(N) -> N - m(h(N - 1)).

m(0) -> 0;
m(N) -> N - h(m(N - 1)).

name(0) -> zero; name(1) -> one; name(2) -> two; name(3) -> three; name(4) -> four; name(5) -> five; name(6) -> six;
name(7) -> seven; name(8) -> eight; name(9) -> nine; name(10) -> ten; name(12) -> twelve; name(19) -> nineteen; name(_) -> other.

back(zero) -> 0; back(one) -> 1; back(two) -> 2; back(three) -> 3; back(twelve) -> 12; back(nineteen) -> 19; back(X) -> {no, X}.

p(X) -> io:format("~tp~n", [X]).
