%% The functions of module maps on a small map.
-module(maps_module).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2, c => 3},
    p([maps:map(fun(_, V) -> V * 2 end, M), maps:filter(fun(K, _) -> K =/= b end, M), maps:fold(fun(_, V, A) -> V + A end, 0, M)]),
    p([maps:merge(M, #{c => 4, d => 5}), maps:with([a, z], M), maps:without([a, z], M), maps:take(a, M), maps:take(z, M)]),
    p([maps:update_with(a, fun(V) -> V + 1 end, M), maps:update_with(z, fun(V) -> V end, 0, M)]),
    p(maps:merge_with(fun(K, A, B) -> {K, A, B} end, M, #{a => x, q => y})),
    p(maps:intersect(M, #{b => x, c => y, d => z})),
    p(maps:intersect_with(fun(_, A, B) -> {A, B} end, M, #{b => x})),
    p(maps:from_keys([x, y], 0)),
    p(maps:groups_from_list(fun(X) -> X rem 3 end, [1, 2, 3, 4, 5])).

p(X) -> io:format("~tp~n", [X]).
