%% digraph and digraph_utils: paths, cycles, components, orders, subgraphs, errors.
-module(stdlib_digraph_utils).
-export([main/0]).

main() ->
    G = graph([{1, 2}, {2, 3}, {3, 1}, {3, 4}, {4, 5}, {6, 6}, {7, 8}], [9]),
    sorted(components, digraph_utils:components(G)),
    sorted(strong, digraph_utils:strong_components(G)),
    sorted(cyclic, digraph_utils:cyclic_strong_components(G)),
    sorted(loops, [digraph_utils:loop_vertices(G)]),
    sorted(reachable, [digraph_utils:reachable([4], G), digraph_utils:reachable_neighbours([4], G), digraph_utils:reaching([4], G),
                       digraph_utils:reaching_neighbours([2], G)]),
    p([digraph_utils:is_acyclic(G), digraph_utils:is_tree(G), digraph_utils:is_arborescence(G), digraph_utils:topsort(G),
       digraph_utils:arborescence_root(G)]),
    Tree = graph([{r, a}, {r, b}, {a, c}], []),
    p([digraph_utils:is_acyclic(Tree), digraph_utils:is_tree(Tree), digraph_utils:is_arborescence(Tree),
       digraph_utils:arborescence_root(Tree), lists:sort(digraph_utils:preorder(Tree)), lists:sort(digraph_utils:postorder(Tree))]),
    order(Tree, digraph_utils:topsort(Tree)),
    C = digraph_utils:condensation(G),
    sorted(condensation, digraph:vertices(C)),
    S = digraph_utils:subgraph(G, [1, 2, 3, 4], [{keep_labels, false}, {type, inherit}]),
    p({lists:sort(digraph:vertices(S)), digraph:no_edges(S)}),
    p(attempt(fun() -> digraph_utils:subgraph(G, [nobody], [bad]) end)),
    p([digraph:get_path(G, 1, 5), digraph:get_path(G, 5, 1), digraph:get_cycle(G, 1), digraph:get_cycle(G, 6), digraph:get_cycle(G, 4),
       digraph:get_short_path(G, 1, 4), digraph:get_short_cycle(G, 3), digraph:get_short_cycle(G, 9)]),
    p([lists:sort(digraph:in_neighbours(G, 1)), lists:sort(digraph:out_neighbours(G, 3)), digraph:in_degree(G, 4), digraph:out_degree(G, 3),
       lists:sort(digraph:source_vertices(G)), lists:sort(digraph:sink_vertices(G)), digraph:no_vertices(G), digraph:no_edges(G)]),
    p([length(digraph:edges(G, 3)), length(digraph:in_edges(G, 3)), length(digraph:out_edges(G, 3))]),
    p(lists:keydelete(memory, 1, lists:sort(digraph:info(G)))),
    digraph:del_path(G, 1, 3),
    p([digraph:get_path(G, 1, 3), digraph:no_edges(G)]),
    p([digraph:del_vertex(G, 3), digraph:vertex(G, 3), digraph:vertex(G, 4), digraph:no_edges(G), digraph:del_vertices(G, [1, 2])]),
    E = digraph:add_edge(G, e1, 7, 9, label),
    p([E, digraph:edge(G, e1), digraph:del_edge(G, e1), digraph:edge(G, e1), digraph:add_edge(G, 7, nowhere)]),
    A = digraph:new([acyclic, protected]),
    [digraph:add_vertex(A, V, {label, V}) || V <- [x, y]],
    p([digraph:add_edge(A, e, x, y, []), digraph:add_edge(A, f, y, x, []), digraph:add_edge(A, g, x, x, []), digraph:vertex(A, x)]),
    p(attempt(fun() -> digraph:new([nonsense]) end)),
    p(attempt(fun() -> digraph:vertices(no_graph) end)),
    p([digraph:delete(A), attempt(fun() -> digraph:vertices(A) end)]).

graph(Edges, Alone) ->
    G = digraph:new(),
    [digraph:add_vertex(G, V) || V <- lists:usort(lists:flatmap(fun tuple_to_list/1, Edges) ++ Alone)],
    [digraph:add_edge(G, A, B) || {A, B} <- Edges],
    G.

%% Each vertex stands before those that it leads to.
order(G, Sorted) ->
    Position = maps:from_list(lists:zip(Sorted, lists:seq(1, length(Sorted)))),
    p([maps:get(A, Position) < maps:get(B, Position) || E <- digraph:edges(G), {_, A, B, _} <- [digraph:edge(G, E)]]).

sorted(What, Lists) -> p({What, lists:sort([lists:sort(L) || L <- Lists])}).

attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
