%% Functions and funs with many arguments, all kept in order.
-module(funs_many_arguments).
-export([main/0]).

main() ->
    p(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
    F = fun(A, B, C, D, E, G, H, I, J, K) -> [K, J, I, H, G, E, D, C, B, A] end,
    p(F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    p(apply(F, lists:seq(1, 10))),
    X = id(env),
    H2 = fun(A, B, C, D, E, G, H, I) -> {X, A, B, C, D, E, G, H, I} end,
    p(apply(H2, lists:seq(1, 8))),
    p(erlang:apply(?MODULE, module_info, [module])).

f(A, B, C, D, E, F, G, H, I, J, K, L) ->
    p(A + L),
    g(L, K, J, I, H, G, F, E, D, C, B, A).

g(A, B, C, D, E, F, G, H, I, J, K, L) -> {A, B, C, D, E, F, G, H, I, J, K, L}.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
