%% Sorting, merging and folding of long lists with several thousand elements.
-module(stdlib_lists_heavy).
-export([main/0]).

main() ->
    L = [I * 48271 rem 2147483647 rem 10007 || I <- lists:seq(1, 20000)],
    S = lists:sort(L),
    p({hd(S), lists:last(S), length(lists:usort(L)), erlang:phash2(S)}),
    p(erlang:phash2(lists:keysort(2, [{I, X} || {I, X} <- lists:zip(lists:seq(1, 20000), L)]))),
    p(erlang:phash2(lists:sort(fun(A, B) -> A >= B end, L))),
    p(erlang:phash2(lists:foldl(fun(X, A) -> [X | A] end, [], lists:merge(S, lists:seq(1, 5000))))).

p(X) -> io:format("~tp~n", [X]).
