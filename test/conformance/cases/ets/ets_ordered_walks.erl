%% Walks of an ordered table by select, next and prev, both ways, while it changes between the steps.
-module(ets_ordered_walks).
-export([main/1]).

main(_) ->
    T = ets:new(t, [ordered_set, public]),
    [true = ets:insert(T, {{K rem 7, K div 7}, K}) || K <- lists:seq(1, 300)],
    show(ets:select(T, [{{{3, '_'}, '$1'}, [], ['$1']}])),
    show(ets:select_reverse(T, [{{{3, '_'}, '$1'}, [], ['$1']}])),
    show(ets:select(T, [{{{9, '_'}, '$1'}, [], ['$1']}])),
    show(ets:select_count(T, [{{{2, '$1'}, '_'}, [{'>', '$1', 20}], [true]}])),
    show(chunks(ets:select(T, [{{{4, '_'}, '$1'}, [], ['$1']}], 5), fun ets:select/1)),
    show(chunks(ets:select_reverse(T, [{{{4, '_'}, '$1'}, [], ['$1']}], 5), fun ets:select_reverse/1)),
    show([ets:slot(T, N) || N <- [0, 1, 150, 299, 300]]),
    show(lists:sum(up(T, ets:first(T)))),
    show(up(T, ets:first(T)) =:= lists:reverse(down(T, ets:last(T)))),
    %% Both directions in turn, and keys that are not there.
    show(zigzag(T, ets:first(T), ets:last(T), 20)),
    show([ets:next(T, K) || K <- [a, 0, {3, 5.0}, {3, 5.5}, {3, 5}, {6, 99}, {6, 42}]]),
    show([ets:prev(T, K) || K <- [a, 0, {3, 5.0}, {3, 5.5}, {3, 5}, {0, 0}, {0, 1}, {0, 2}]]),
    %% The row of the last step, its neighbour or a far one goes or comes between two steps.
    show(changing(T, ets:first(T), 0, [])),
    show(ets:info(T, size)),
    show(ets:select_delete(T, [{{{5, '_'}, '_'}, [], [true]}])),
    show(ets:next(T, {4, 1000})),
    show(ets:select_replace(T, [{{{6, '$1'}, '$2'}, [], [{{{{6, '$1'}}, {'+', '$2', 1000}}}]}])),
    show(ets:tab2list(T)),
    true = ets:delete_all_objects(T),
    show({ets:next(T, {4, 1}), ets:prev(T, {4, 1}), ets:first(T)}),
    true = ets:insert(T, [{1, a}, {2.0, b}]),
    show({ets:next(T, 1.0), ets:next(T, 2), ets:prev(T, 2), ets:next(T, 0)}),
    Shared = self(),
    Readers = [spawn_link(fun() -> Shared ! {self(), length(up(T, ets:first(T)))} end) || _ <- lists:seq(1, 8)],
    show([receive {R, N} -> N end || R <- Readers]).

show(X) -> io:format("~w~n", [X]).

chunks('$end_of_table', _) -> [];
chunks({L, C}, Next) -> [L | chunks(Next(C), Next)].

up(_, '$end_of_table') -> [];
up(T, K) -> [ets:lookup_element(T, K, 2) | up(T, ets:next(T, K))].

down(_, '$end_of_table') -> [];
down(T, K) -> [ets:lookup_element(T, K, 2) | down(T, ets:prev(T, K))].

zigzag(_, _, _, 0) -> [];
zigzag(T, A, B, N) -> [A, B | zigzag(T, ets:next(T, A), ets:prev(T, B), N - 1)].

changing(_, '$end_of_table', _, Seen) -> lists:reverse(Seen);
changing(T, {A, B} = K, N, Seen) ->
    case N rem 6 of
        0 -> ets:delete(T, K);
        1 -> ets:delete(T, {A, B + 1});
        2 -> ets:insert(T, {{A, B + 0.5}, new});
        3 -> ets:insert(T, {K, replaced});
        4 -> ets:update_counter(T, {x, A}, {2, 1}, {{x, A}, 0});
        5 -> ok
    end,
    changing(T, ets:next(T, K), N + 1, [K | Seen]);
changing(T, K, N, Seen) -> changing(T, ets:next(T, K), N + 1, [K | Seen]).
