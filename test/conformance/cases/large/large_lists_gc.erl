%% Lists of a million elements are built, reversed and summed with garbage in between.
-module(large_lists_gc).
-export([main/0]).

main() ->
    L = lists:seq(1, 1000000),
    p(lists:sum(L)),
    p(lists:foldl(fun(X, A) -> X + A end, 0, lists:reverse([X * 2 || X <- L, X rem 3 =:= 0]))),
    p(length(lists:append([L, L]))).

p(X) -> io:format("~tp~n", [X]).
