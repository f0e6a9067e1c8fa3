%% Ordered sets and patterns whose key is partly known: select, match, count, delete, replace, in chunks and from the end.
-module(ets_key_ranges).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set, {keypos, 2}]),
    Keys = [1, 1.0, 2.5, a, b, {}, {a}, {a, 1}, {a, 2}, {b, 1}, {a, 1, x}, {a, 1, y}, {a, 1.0, z}, {a, 2, x}, {a, {n, 1}, x}, {a, {n, 2}, y}, {b, 1, x},
            #{}, #{a => 1}, [], [a], [a, b], [a, c], [a | b], [b, a], "str", "stream", "string", <<>>, <<"a">>, make_big(), -make_big()],
    fill(T, Keys),
    Patterns = ['_', '$1', {a, '_'}, {'_', 1}, {a, '$1', '_'}, {a, 1, '_'}, {a, 1, '$1'}, {a, '$1', x}, {a, {n, '_'}, '_'}, {'$1', '$1'}, {zz, '_'}, {'_', '_', '_'}, {a, 1, x},
                [a | '_'], [a, '_'], "str" ++ '_', [a | '$1'], [$s, $t | '_'], ['_' | b], #{a => '_'}, #{}, 1, 1.0, {a, 1.0, '_'}, {}, [], <<"a">>, {'$1', '$2', '$3'}, {b, '_', '_'}],
    [begin
         H = {'_', K, '_'},
         Spec = [{H, [], ['$_']}],
         p({K, [element(2, R) || R <- ets:select(T, Spec)]}),
         p([ets:select_reverse(T, Spec) =:= lists:reverse(ets:select(T, Spec)), ets:select_count(T, [{H, [], [true]}]), length(ets:match_object(T, H)), ets:match(T, H),
            chunks(ets:select(T, Spec, 1)), chunks(ets:select(T, Spec, 2)) =:= ets:select(T, Spec), chunks_back(ets:select_reverse(T, Spec, 2)) =:= ets:select_reverse(T, Spec)])
     end || K <- Patterns],
    Two = fun(A, B) -> [{{'_', A, '_'}, [], [one]}, {{'_', B, '_'}, [{'>', 1, 0}], ['$_']}] end,
    [p([A, B, ets:select(T, Two(A, B)), ets:select_count(T, [{{'_', A, '_'}, [], [true]}, {{'_', B, '_'}, [], [true]}])])
     || {A, B} <- [{{a, 1, '_'}, {b, '_', '_'}}, {{a, '_'}, "str" ++ '_'}, {{a, 1, x}, {a, 2, '_'}}, {'_', 1}, {zz, {b, '_'}}, {5, 6}]],
    p(ets:select(T, [{'$1', [{'=:=', {element, 2, '$1'}, {{a, 1}}}], ['$1']}])),
    p(ets:select(T, [])),
    p(ets:select(T, [{{'_'}, [], ['$_']}])),
    p(ets:select_replace(T, [{{'$1', {a, 1, '$2'}, '$3'}, [], [{{'$1', {{a, 1, '$2'}}, new}}]}])),
    [begin p([K, ets:select_delete(T, [{{'_', K, '_'}, [], [true]}]), [element(2, R) || R <- ets:tab2list(T)]]), fill(T, Keys) end || K <- Patterns],
    ets:match_delete(T, {'_', {a, '_', '_'}, '_'}),
    p([element(2, R) || R <- ets:tab2list(T)]),
    [p([ets:select(T, [], 1), ets:select_reverse(T, []), ets:select_count(T, []), ets:select_delete(T, []), ets:select_replace(T, [])])],
    large(),
    maps_as_keys(),
    replacements().

replacements() ->
    T = ets:new(t, []),
    [begin
         ets:insert(T, [{{a, 1}, 0}, {[1 | a], 0}, {[2], 0}, {k, 0}, {{b, 1, 1}, 0}]),
         p([Key, Body, try {ets:select_replace(T, [{{Key, '_'}, [], [{{Body, 1}}]}]), lists:sort(ets:tab2list(T))} catch error:R -> R end])
     end || {Key, Body} <- [{{a, '$1'}, {{a, '$1'}}}, {{a, '$1'}, {{b, '$1'}}}, {{a, 1}, {{a, 1}}}, {{a, 1}, {const, {a, 1}}}, {['$1' | a], ['$1' | a]}, {['$1'], ['$1']},
                            {{'$1', '_'}, {{'$1', '_'}}}, {#{a => '$1'}, #{a => '$1'}}, {'$1', {{'$1'}}}, {{b, '$1', '$1'}, {{b, '$1', '$1'}}}, {k, k}, {[2], [2]}]].

maps_as_keys() ->
    [begin
         T = ets:new(t, [Kind]),
         ets:insert(T, [{#{}, a}, {#{x => 1}, b}, {#{x => 1, y => 2}, c}, {{k, #{}}, d}, {{k, #{x => 1}}, e}, {[#{x => 1}], f}, {z, #{}}, {y, #{x => 1}}]),
         [p([K, lists:sort(ets:match_object(T, {K, '_'})), lists:sort(ets:match_object(T, {'_', K}))])
          || K <- [#{}, #{x => 1}, #{x => '_'}, #{x => '$1'}, {k, #{}}, {k, #{x => 1}}, {k, #{x => '_'}}, [#{}], [#{x => 1}], #{y => 2}, {'_', #{}}]],
         p(try ets:match_spec_compile([]) catch error:R -> R end)
     end || Kind <- [set, ordered_set, bag]].

fill(T, Keys) -> ets:insert(T, [{row, K, v} || K <- Keys]).

make_big() -> 1 bsl 70.

chunks('$end_of_table') -> [];
chunks({L, C}) -> L ++ chunks(ets:select(C)).
chunks_back('$end_of_table') -> [];
chunks_back({L, C}) -> L ++ chunks_back(ets:select_reverse(C)).

large() ->
    T = ets:new(t, [ordered_set]),
    [ets:insert(T, {{I rem 50, I}, I}) || I <- lists:seq(1, 5000)],
    p(lists:sum([length(ets:match(T, {{K, '$1'}, '_'})) || K <- lists:seq(0, 60), _ <- lists:seq(1, 20)])),
    p(ets:select_count(T, [{{{7, '_'}, '_'}, [], [true]}, {{{9, '_'}, '_'}, [], [true]}])),
    p(ets:select_delete(T, [{{{K, '_'}, '_'}, [], [true]} || K <- [1, 2, 3, 49]])),
    p([ets:info(T, size), ets:first(T), ets:last(T), erlang:phash2(ets:tab2list(T))]).

p(X) -> io:format("~tp~n", [X]).
