%% Funs as keys and elements, compared, sorted and called from data.
-module(funs_in_data).
-export([main/0]).

main() ->
    F = fun() -> 1 end, G = fun lists:map/2,
    M = #{F => a, G => b, add => fun(X, Y) -> X + Y end},
    p([maps:get(F, M), maps:get(G, M), (maps:get(add, M))(2, 3)]),
    p(F == F),
    p([(element(2, T))(10) || T <- [{a, fun(X) -> X + 1 end}, {b, fun(X) -> X * X end}, {c, fun erlang:integer_to_list/1}]]),
    p(lists:sort([fun lists:map/2, fun lists:all/2, fun erlang:abs/1])).

p(X) -> io:format("~tp~n", [X]).
