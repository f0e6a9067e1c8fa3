%% select_count, select_delete, select_replace and match_delete whose patterns give the key, in each kind of table, fixed ones too, and many times in a large one.
-module(ets_bound_keys).
-export([main/0]).

main() ->
    [begin p({kind, Kind, fixed, Fixed}), kind(Kind, Fixed) end || Kind <- [set, ordered_set, bag, duplicate_bag], Fixed <- [false, true]],
    [large(Kind) || Kind <- [set, ordered_set, bag]].

rows() ->
    [{1, a}, {1, b}, {1.0, c}, {k, 1}, {k, 2}, {k, 2}, {{t, 1}, x}, {{t, 1}, y}, {{t, 1.0}, z}, {{t, 2}, x}, {[l, 1], x}, {"s", x}, {<<"b">>, x}, {#{m => 1}, x}, {{}, x}, {[], x},
     {1 bsl 70, x}, {wide, 1, 2}, {wide, 1, 3}].

%% Keys twice, equal as numbers, in tuples that are constant, under a type of row that never matches, and beside clauses without one.
specs() ->
    [[{{1, '_'}, [], [true]}], [{{1.0, '_'}, [], [true]}], [{{1, a}, [], [true]}, {{1, b}, [], [true]}], [{{1, '_'}, [], [true]}, {{1.0, '_'}, [], [true]}],
     [{{k, '$1'}, [{'>', '$1', 1}], [true]}], [{{k, '$1'}, [{'>', '$1', 1}], [false]}, {{k, '$1'}, [], [true]}], [{{k, '_'}, [], [yes]}], [{{k, '_'}, [{hd, k}], [true]}],
     [{{{t, 1}, '_'}, [], [true]}], [{{{t, '_'}, x}, [], [true]}], [{{{t, 1}, '$1'}, [], [{'=:=', '$1', y}]}], [{{[l, 1], '_'}, [], [true]}], [{{[l | '_'], '_'}, [], [true]}],
     [{{"s", '_'}, [], [true]}], [{{<<"b">>, '_'}, [], [true]}], [{{#{m => 1}, '_'}, [], [true]}], [{{#{m => '_'}, '_'}, [], [true]}], [{{{}, '_'}, [], [true]}, {{[], '_'}, [], [true]}],
     [{{1 bsl 70, '_'}, [], [true]}], [{{wide, '_'}, [], [true]}], [{{wide, 1, '_'}, [], [true]}, {{nowhere, '_'}, [], [true]}], [{{'$1', x}, [{'=:=', '$1', "s"}], [true]}],
     [{{k, 1}, [], [true]}, {{'_', z}, [], [true]}], [{{none}, [], [true]}], [{{{t, 1}, y}, [], [true]}, {{{t, 1}, '_'}, [], [false]}], [{{}, [], [true]}], [{atom, [], [true]}]].

kind(Kind, Fixed) ->
    T = ets:new(t, [Kind]),
    [begin
         fill(T),
         ets:safe_fixtable(T, Fixed),
         Gone = [try ets:delete(T, {t, 2}) catch error:R0 -> R0 end, ets:member(T, {t, 2})],
         Count = count(T, S),
         Deleted = try ets:select_delete(T, S) catch error:R1 -> R1 end,
         Left = content(T),
         Again = {count(T, S), [length(ets:select(T, S)) || [_ | _] <- [S]]},
         Walk = length(keys(T, ets:first(T))),
         ets:safe_fixtable(T, false),
         p([S, Gone, Count, Deleted, Again, Walk, ets:info(T, size), Left =:= content(T), Left])
     end || S <- specs()],
    [begin
         fill(T),
         p([P, ets:match_delete(T, P), content(T)])
     end || P <- [{1, '_'}, {k, 2}, {k, '_'}, {{t, '_'}, '_'}, {{t, 1}, '$1'}, {'$1', '$1'}, {wide, '_', 2}, {none, '_'}, {wide, '_', '_'}]],
    [begin
         fill(T),
         R = try ets:select_replace(T, S) catch error:Why -> Why end,
         p([S, R, content(T)])
     end || S <- [[{{k, '$1'}, [], [{{k, {{'$1', new}}}}]}], [{{k, '$1'}, [{'=:=', '$1', 1}], [{{k, {{one}}}}]}, {{k, '_'}, [], [{{k, other}}]}], [{{{t, 1}, '$1'}, [], [{{{{t, 1}}, ['$1', '$1']}}]}],
                  [{{{t, '$2'}, '$1'}, [], [{{{{t, '$2'}}, '$1', more}}]}], [{{1, '_'}, [], [{{1.0, new}}]}], [{{1, '_'}, [], [{{1, {const, [i]}}}]}], [{{none, '_'}, [], [{{none, 1}}]}],
                  [{{wide, '$1', '$2'}, [], [{{wide, '$2', '$1'}}]}], [{{k, '_'}, [], ['$_']}], [{{k, '_'}, [], [{{z, 1}}]}], [{{k, '_'}, [], [k]}], [{{k, '$1'}, [], [{{k, {hd, '$1'}}}]}]]].

count(T, S) -> try ets:select_count(T, S) catch error:R -> R end.

fill(T) ->
    ets:delete_all_objects(T),
    [ets:insert(T, R) || R <- rows()].

content(T) -> lists:sort(fun(A, B) -> erlang:phash2(A) =< erlang:phash2(B) end, ets:tab2list(T)).

keys(_, '$end_of_table') -> [];
keys(T, K) -> [K | keys(T, ets:next(T, K))].

large(Kind) ->
    N = 20000,
    T = ets:new(t, [Kind]),
    ets:insert(T, [{{user, I}, I} || I <- lists:seq(1, N)]),
    p(lists:sum([ets:select_count(T, [{{{user, I}, '_'}, [], [true]}]) || I <- lists:seq(0, N)])),
    [p(ets:select_replace(T, [{{{user, 7}, '$1'}, [], [{{{{user, 7}}, {'+', '$1', 1}}}]}])) || Kind =/= bag],
    p(lists:sum([ets:select_delete(T, [{{{user, I}, '$1'}, [{'=:=', {'rem', '$1', 2}, 0}], [true]}]) || I <- lists:seq(0, N)])),
    [ets:match_delete(T, {{user, I}, '_'}) || I <- lists:seq(1, N div 2)],
    p([ets:info(T, size), erlang:phash2(lists:sort(ets:tab2list(T)))]).

p(X) -> io:format("~tp~n", [X]).
