%% The everyday higher-order functions of module lists.
-module(lists_map_fold_filter).
-export([main/0]).

main() ->
    L = lists:seq(1, 10),
    Even = fun(X) -> X rem 2 =:= 0 end,
    p(lists:map(fun(X) -> X * X end, L)),
    p(lists:filter(Even, L)),
    p({lists:foldl(fun(X, A) -> [X | A] end, [], L), lists:foldr(fun(X, A) -> [X | A] end, [], L)}),
    p(lists:mapfoldl(fun(X, A) -> {X * 2, A + X} end, 0, L)),
    p(lists:mapfoldr(fun(X, A) -> {X * 2, [X | A]} end, [], L)),
    p(lists:partition(Even, L)),
    p({lists:all(Even, L), lists:any(Even, L), lists:takewhile(fun(X) -> X < 4 end, L), lists:dropwhile(fun(X) -> X < 4 end, L)}),
    p(lists:splitwith(fun(X) -> X < 6 end, L)),
    p(lists:filtermap(fun(X) -> case X rem 3 of 0 -> {true, {X}}; 1 -> true; _ -> false end end, L)),
    p(lists:flatmap(fun(X) -> lists:duplicate(X rem 3, X) end, L)).

p(X) -> io:format("~tp~n", [X]).
