%% Module sofs: relations, composition, partitions and conversions.
-module(stdlib_sofs).
-export([main/0]).

main() ->
    R = sofs:relation([{1, a}, {2, b}, {3, a}]), S = sofs:relation([{a, x}, {b, y}]),
    p(sofs:to_external(sofs:composite(sofs:family_to_relation(sofs:relation_to_family(R)), S))),
    p([sofs:to_external(sofs:domain(R)), sofs:to_external(sofs:range(R)), sofs:to_external(sofs:converse(R)), sofs:to_external(sofs:image(R, sofs:set([1, 2])))]),
    p(sofs:to_external(sofs:relation_to_family(sofs:converse(R)))),
    p(sofs:to_external(sofs:union(sofs:set([a]), sofs:set([b])))),
    p(sofs:to_external(sofs:partition({external, fun(X) -> X rem 2 end}, sofs:set([1, 2, 3, 4])))),
    p(sofs:to_external(sofs:product(sofs:set([1, 2]), sofs:set([a])))).

p(X) -> io:format("~tp~n", [X]).
