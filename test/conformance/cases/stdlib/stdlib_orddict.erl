%% Module orddict keeps its pairs sorted by key.
-module(stdlib_orddict).
-export([main/0]).

main() ->
    D = orddict:from_list([{c, 3}, {a, 1}, {b, 2}]),
    p(D),
    p([orddict:store(aa, 0, D), orddict:append(l, x, D), orddict:erase(b, D), orddict:update(a, fun(X) -> X + 1 end, D), orddict:find(zz, D)]),
    p(orddict:merge(fun(K, A, B) -> {K, A, B} end, D, [{a, x}, {d, y}])),
    p(orddict:take(a, D)),
    p(attempt(fun() -> orddict:fetch(zz, D) end)).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
