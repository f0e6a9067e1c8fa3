%% Module sets in both representations.
-module(stdlib_sets).
-export([main/0]).

main() ->
    [begin
         A = sets:from_list([1, 2, 3, 2.0, a], [{version, V}]), B = sets:from_list([3, a, z], [{version, V}]),
         p([lists:sort(sets:to_list(S)) || S <- [A, sets:union(A, B), sets:intersection(A, B), sets:subtract(A, B), sets:add_element(q, A), sets:del_element(1, A)]]),
         p([sets:size(A), sets:is_element(2, A), sets:is_subset(A, A), sets:is_disjoint(A, B), sets:is_set(A), sets:is_empty(A)]),
         p(sets:fold(fun(X, S) when is_number(X) -> X + S; (_, S) -> S end, 0, A))
     end || V <- [1, 2]].

p(X) -> io:format("~tp~n", [X]).
