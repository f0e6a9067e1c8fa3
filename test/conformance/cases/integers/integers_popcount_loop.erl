%% A loop of shifts and masks counts bits of words and of bignums.
-module(integers_popcount_loop).
-export([main/0]).

main() ->
    p([count(N, 0) || N <- [0, 1, 255, 1 bsl 60, (1 bsl 64) - 1, (1 bsl 200) - 1, 16#deadbeefcafebabe]]).

count(0, Acc) -> Acc;
count(N, Acc) -> count(N bsr 1, Acc + (N band 1)).

p(X) -> io:format("~tp~n", [X]).
