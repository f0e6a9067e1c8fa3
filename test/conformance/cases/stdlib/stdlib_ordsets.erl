%% Module ordsets: sorted lists as sets.
-module(stdlib_ordsets).
-export([main/0]).

main() ->
    A = ordsets:from_list([c, a, b, a]), B = [b, d],
    p([A, ordsets:union(A, B), ordsets:intersection(A, B), ordsets:subtract(A, B), ordsets:add_element(aa, A), ordsets:is_element(a, A), ordsets:is_subset([a], A)]),
    p([ordsets:union([[1], [3], [2]]), ordsets:filter(fun(X) -> X > a end, A), ordsets:fold(fun(X, L) -> [X | L] end, [], A)]).

p(X) -> io:format("~tp~n", [X]).
