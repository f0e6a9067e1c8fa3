%% One expression that sets several keys: new ones, old ones, both, the same one twice, past 32 pairs.
-module(maps_several_keys).
-export([main/0]).

main() ->
    K = fun(X) -> X end,
    M = #{K(z) => 1, K(a) => 2, K(m) => 3, K(1) => 4, K(1.0) => 5, K("s") => 6, K({t, 1}) => 7},
    p(M),
    p(M#{K(a) := 20, K(z) := 10}),
    p(M#{K(a) => 20, K(b) => 21, K(zz) => 22, K(z) => 23}),
    p(M#{K(b) => 1, K(b) => 2, K("s") => 3, K("t") => 4}),
    p(M#{K(a) => 2, K(z) => 1} =:= M),
    p(catch M#{K(a) := 1, K(nope) := 2}),
    p(catch (K(x))#{K(a) => 1, K(b) => 2}),
    Big = maps:from_list([{I, I} || I <- lists:seq(1, 30)]),
    p(Big#{K(31) => a, K(32) => b}),
    p(lists:sort(maps:to_list(Big#{K(31) => a, K(32) => b, K(33) => c}))),
    p(Big#{K(5) => a, K(6) => b, K(7) => c, K(8) => d}),
    p(map_size(Big#{K(31) => a, K(32) => b, K(5) => c, K(33) => d})),
    p((Big#{K(31) => a, K(32) => b, K(33) => c})#{K(1) := x, K(33) := y} =:= (Big#{K(1) := x})#{K(31) => a, K(32) => b, K(33) => y}).

p({'EXIT', {R, _}}) -> io:format("exit ~tp~n", [R]);
p(X) -> io:format("~tp~n", [X]).
