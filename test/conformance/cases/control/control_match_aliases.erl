%% Patterns that match a value and its parts at once; repeated variables.
-module(control_match_aliases).
-export([main/0]).

main() ->
    {A, [B | C] = D} = E = id({1, [2, 3]}),
    p({A, B, C, D, E}),
    p([same(X) || X <- [{a, a}, {a, b}, {1, 1.0}, {[x], [x]}]]),
    [H, H | _] = id([z, z, y]),
    p(H),
    "pre" ++ Rest = id("prefix"),
    p(Rest),
    p(attempt(fun() -> "pre" ++ _ = id("postfix") end)).

same({X, X}) -> {same, X};
same(_) -> different.

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
