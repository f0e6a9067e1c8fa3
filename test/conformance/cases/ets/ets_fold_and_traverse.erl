%% foldl, first and next over all objects, with deletion under way inside safe_fixtable.
-module(ets_fold_and_traverse).
-export([main/0]).

main() ->
    T = ets:new(t, []),
    ets:insert(T, [{I, I} || I <- lists:seq(1, 1000)]),
    p(ets:foldl(fun({_, V}, S) -> S + V end, 0, T)),
    ets:safe_fixtable(T, true),
    p(delete_even(ets:first(T), T, 0)),
    ets:safe_fixtable(T, false),
    p([ets:info(T, size), ets:foldl(fun({K, _}, S) -> S + K end, 0, T)]).

delete_even('$end_of_table', _, N) -> N;
delete_even(K, T, N) ->
    Next = ets:next(T, K),
    case K rem 2 of
        0 -> ets:delete(T, K), delete_even(Next, T, N + 1);
        1 -> delete_even(Next, T, N)
    end.

p(X) -> io:format("~tp~n", [X]).
