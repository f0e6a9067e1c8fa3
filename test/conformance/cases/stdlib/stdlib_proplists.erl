%% Module proplists: lookup, defaults, booleans, expansion.
-module(stdlib_proplists).
-export([main/0]).

main() ->
    L = [a, {b, 1}, {c, false}, {b, 2}, {d, x, y}],
    p([proplists:get_value(K, L) || K <- [a, b, c, d, z]]),
    p([proplists:get_value(z, L, default), proplists:get_all_values(b, L), proplists:get_bool(a, L), proplists:get_bool(b, L), proplists:lookup(d, L), proplists:lookup_all(b, L)]),
    p([proplists:delete(b, L), proplists:is_defined(c, L), proplists:get_keys(L) =/= [], proplists:compact([{a, true}]), proplists:unfold([a])]),
    p(proplists:expand([{quick, [{speed, 9}]}], [quick, other])),
    p(proplists:normalize([{no_x, true}, y], [{negations, [{no_x, x}]}, {aliases, [{y, why}]}])),
    p(proplists:split(L, [a, b])),
    p(proplists:to_map([a, {b, 1}])).

p(X) -> io:format("~tp~n", [X]).
