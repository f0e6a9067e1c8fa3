%% Appending and subtracting long lists, with many equal elements.
-module(lists_splice_large).
-export([main/0]).

main() ->
    A = lists:seq(1, 5000), B = lists:seq(2500, 7500),
    p({length(A ++ B), length(A -- B), length(B -- A), hd(lists:reverse(A ++ B))}),
    C = lists:duplicate(1000, x),
    p(length((C ++ C) -- C)),
    p(lists:sublist(A -- [1, 3, 5000], 5)).

p(X) -> io:format("~tp~n", [X]).
