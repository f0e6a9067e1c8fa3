%% Closures capture values of all types, and nest.
-module(funs_closures).
-export([main/0]).

main() ->
    A = id(1), B = id(1 bsl 80), C = id("str"), D = id(#{k => v}), E = id(2.5),
    F = fun(X) -> {X, A, B, C, D, E} end,
    p(F(x)),
    Add = fun(X) -> fun(Y) -> fun(Z) -> X + Y + Z + A end end end,
    p(((Add(10))(100))(1000)),
    p(lists:map(Add(1), [1]) =/= []),
    p([(fun(X) -> X * N end)(3) || N <- [1, 2, 3]]).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
