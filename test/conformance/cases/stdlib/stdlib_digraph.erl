%% Module digraph and digraph_utils: paths, components, sorting.
-module(stdlib_digraph).
-export([main/0]).

main() ->
    G = digraph:new(),
    [digraph:add_vertex(G, V) || V <- [a, b, c, d, e]],
    [digraph:add_edge(G, X, Y) || {X, Y} <- [{a, b}, {b, c}, {c, a}, {c, d}]],
    p([digraph:no_vertices(G), digraph:no_edges(G), lists:sort(digraph:out_neighbours(G, c)), digraph:get_path(G, a, d), digraph:get_path(G, d, a)]),
    p(lists:sort([lists:sort(C) || C <- digraph_utils:strong_components(G)])),
    p([digraph_utils:is_acyclic(G), digraph_utils:topsort(G)]),
    p(attempt(fun() -> {error, R} = digraph:add_edge(digraph:new([acyclic]), x, y), R end)),
    H = digraph:new([acyclic]),
    [digraph:add_vertex(H, V) || V <- [shirt, tie, jacket]],
    digraph:add_edge(H, shirt, tie), digraph:add_edge(H, tie, jacket),
    p(digraph_utils:topsort(H)),
    p(lists:sort(digraph_utils:reachable([a], G))),
    p(digraph:delete(G)).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
