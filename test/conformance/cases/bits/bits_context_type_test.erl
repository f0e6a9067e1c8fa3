%% A match that can never succeed leaves only a type test of its argument, which may be a match context.
-module(bits_context_type_test).
-export([main/1]).

main(_) ->
    [io:format("~p~n", [catch rest(N, B)]) || N <- [0, 1, 2], B <- [<<1>>, <<1, 2, 3>>, <<"ab">>, <<5:3>>, <<>>]],
    [io:format("~p~n", [catch kind(N, T)]) || N <- [0, 1], T <- [[1.5 | x], "abz", "ab" ++ [b], <<1, 2>>, {}, 2.0]].

rest(N, <<_, Rest/binary>>) -> kind(N, Rest);
rest(_, Other) -> {other, Other}.

kind(N, <<V:2/binary, _/binary>>) when N > 0, is_boolean(V) -> {never, V};
kind(N, [1.5 | V]) when N > 0 -> {float, V};
kind(N, "ab" ++ V) when N > 0, is_binary(V) -> {binary, V};
kind(N, _) when N > 0 -> positive;
kind(_, _) -> zero.
