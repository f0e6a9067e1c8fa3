%% Words of a text are counted and ranked.
-module(programs_word_count).
-export([main/0]).

main() ->
    T = "the quick brown fox jumps over the lazy dog and the quick cat sleeps while the dog barks at the fox",
    C = lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, string:lexemes(T, " ")),
    [io:format("~3w ~s~n", [N, W]) || {W, N} <- lists:sort(fun({A, X}, {B, Y}) -> {Y, A} =< {X, B} end, maps:to_list(C)), N > 1].
