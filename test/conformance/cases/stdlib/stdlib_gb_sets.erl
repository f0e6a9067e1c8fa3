%% Module gb_sets: set operations, membership, iteration.
-module(stdlib_gb_sets).
-export([main/0]).

main() ->
    A = gb_sets:from_list([5, 1, 3, 1]), B = gb_sets:from_list([3, 4, 5]),
    p([gb_sets:to_list(S) || S <- [A, gb_sets:union(A, B), gb_sets:intersection(A, B), gb_sets:subtract(A, B), gb_sets:add(2, A), gb_sets:del_element(9, A)]]),
    p([gb_sets:is_member(3, A), gb_sets:is_subset(A, B), gb_sets:is_disjoint(A, B), gb_sets:size(A), gb_sets:smallest(A), gb_sets:largest(B)]),
    p(gb_sets:fold(fun(X, S) -> X + S end, 0, A)),
    p(gb_sets:to_list(gb_sets:filter(fun(X) -> X > 1 end, A))),
    {S, R} = gb_sets:take_smallest(A),
    p({S, gb_sets:to_list(R)}).

p(X) -> io:format("~tp~n", [X]).
