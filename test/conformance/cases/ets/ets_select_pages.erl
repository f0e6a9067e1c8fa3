%% select and match with a limit give pages, continued until the end.
-module(ets_select_pages).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{I} || I <- lists:seq(1, 10)]),
    p(pages(ets:select(T, [{{'$1'}, [], ['$1']}], 4))),
    p(pages(ets:match(T, {'$1'}, 3))),
    p(pages(ets:select_reverse(T, [{{'$1'}, [{'>', '$1', 3}], ['$1']}], 5))),
    S = ets:new(s, []),
    ets:insert(S, [{I} || I <- lists:seq(1, 100)]),
    p(lists:sort(lists:append(pages(ets:select(S, [{{'$1'}, [], ['$1']}], 7)))) =:= lists:seq(1, 100)).

pages('$end_of_table') -> [];
pages({L, C}) -> [L | pages(case C of {_, _, _} -> ets:match(C); _ -> ets:select(C) end)].

p(X) -> io:format("~tp~n", [X]).
