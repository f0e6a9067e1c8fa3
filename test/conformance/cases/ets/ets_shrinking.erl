%% Hash tables that have become half empty join buckets, which programs see in the order of objects; an emptied table
%% is as small as a new one.
-module(ets_shrinking).
-export([main/0]).

main() ->
    [begin
         T = ets:new(t, [Kind]),
         [ets:insert(T, {I * 31, I}) || I <- lists:seq(1, 12000)],
         look(T),
         remove(How, T, lists:seq(1, 9000)),
         look(T),
         [ets:insert(T, {-I, I}) || I <- lists:seq(1, 2500)],
         look(T),
         remove(How, T, lists:seq(9000, 11990)),
         look(T),
         ets:delete_all_objects(T),
         [ets:insert(T, {I * 31, I}) || I <- lists:seq(1, 400)],
         p(ets:tab2list(T)),
         ets:delete(T)
     end || Kind <- [set, duplicate_bag], How <- [delete, take, delete_object]],
    fixed(),
    by_pattern().

look(T) -> p({ets:info(T, size), erlang:phash2(ets:tab2list(T)), ets:first(T), ets:next(T, ets:first(T))}).

remove(delete, T, L) -> [ets:delete(T, I * 31) || I <- L];
remove(take, T, L) -> [ets:take(T, I * 31) || I <- L];
remove(delete_object, T, L) -> [begin ets:delete_object(T, {I * 31, other}), ets:delete_object(T, {I * 31, I}) end || I <- L].

%% A fixed table keeps its buckets, and after that joins them as objects go.
fixed() ->
    T = ets:new(t, [set]),
    [ets:insert(T, {I, I}) || I <- lists:seq(1, 12000)],
    ets:safe_fixtable(T, true),
    [ets:delete(T, I) || I <- lists:seq(1, 11000)],
    p([ets:info(T, size), ets:slot(T, 5)]),
    ets:safe_fixtable(T, false),
    look(T),
    [ets:delete(T, I) || I <- lists:seq(11001, 11500)],
    look(T),
    p(ets:tab2list(T)).

by_pattern() ->
    T = ets:new(t, [set]),
    [ets:insert(T, {I, I rem 3}) || I <- lists:seq(1, 12000)],
    p(ets:select_delete(T, [{{'_', 1}, [], [true]}])),
    p(ets:select_delete(T, [{{'_', 2}, [], [true]}])),
    look(T),
    p(ets:match_delete(T, {'_', 0})),
    p(ets:tab2list(T)).

p(X) -> io:format("~tp~n", [X]).
