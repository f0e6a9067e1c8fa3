%% Objects that take another's place: of the same size and of others, with large binaries, made of parts of the old one, in fixed tables and between the steps of a walk.
-module(ets_rows_rewritten).
-export([main/0]).

main() ->
    [begin p(Kind), objects(Kind), parts(Kind), fixed(Kind), walks(Kind), numbers(Kind) end || Kind <- [set, ordered_set]],
    bags().

values() ->
    Large = fun(C) -> binary:copy(<<C>>, 100) end,
    <<_:3/binary, Sub/binary>> = Large($s),
    [1, a, 1.5, {1, 2}, {[], {}}, [1], [a, {b}], "text", <<"small">>, <<"other">>, Large($x), Large($y), {Large($z), 1}, {1, Large($z)}, [Large($u) | Large($v)], Sub, {Sub, Sub}, #{a => 1}, #{a => {2}},
     1 bsl 80, -(1 bsl 81), fun erlang:self/0, maps:from_list([{I, I} || I <- lists:seq(1, 40)]), lists:seq(1, 100), list_to_tuple(lists:seq(1, 100)), <<5:3>>, 1.0e300].

objects(Kind) ->
    T = ets:new(t, [Kind]),
    Keys = [k, {k, 1}, "key", <<"key">>],
    [begin
         ets:insert(T, {K, V}),
         ets:insert(T, {K, W}),
         garbage(),
         [{K, W}] = ets:lookup(T, K),
         ets:update_element(T, K, {2, V}),
         [{K, V}] = ets:lookup(T, K),
         true = ets:update_element(T, K, {2, W}),
         W = ets:lookup_element(T, K, 2)
     end || K <- Keys, V <- values(), W <- values()],
    p([ets:info(T, size), as_new(Kind, T), lists:sort(ets:tab2list(T))]),
    ets:delete_all_objects(T),
    p(ets:info(T, memory)),
    ets:delete(T).

%% The new object holds parts of the old one, in other places.
parts(Kind) ->
    T = ets:new(t, [Kind]),
    B = binary:copy(<<"b">>, 80),
    ets:insert(T, [{1, {a, 1}, {b, 2}, B}, {2, [x], [y], [B | B]}, {3, 30, 31, 32}, {{4}, "four", {4}, {4}}]),
    [begin
         R = try ets:select_replace(T, S) catch error:Why -> Why end,
         garbage(),
         p([R, as_new(Kind, T), lists:sort(ets:tab2list(T))])
     end || S <- [[{{'$1', '$2', '$3', '$4'}, [], [{{'$1', '$3', '$2', '$4'}}]}], [{'_', [], ['$_']}], [{{'$1', '$2', '$3', '$4'}, [], [{{'$1', '$4', '$4', '$4'}}]}],
                  [{{'$1', '$2', '$3', '$4'}, [], [{{'$1', {{'$3'}}, ['$2'], '$1'}}]}], [{{3, '$2', '$3', '$4'}, [], [{{3, '$4', '$2', '$3'}}]}],
                  [{{'$1', '$2', '$3', '$4'}, [], [{{'$1', {element, 1, '$2'}, '$3', '$4'}}]}], [{{'$1', '$2', '$3', '$4'}, [], [{{'$1', 1, 2, 3}}]}],
                  [{{'$1', '$2', '$3', '$4'}, [], [{{'$1', '$4', '$3', '$2'}}]}]]],
    ets:insert(T, {c, {1, 2}, 5, [6]}),
    p([ets:update_counter(T, c, {3, 1}), ets:update_counter(T, c, [{3, 1 bsl 70}, {3, 1}]), ets:update_counter(T, c, {3, -(1 bsl 70)}), ets:lookup(T, c)]),
    p([ets:update_element(T, c, [{2, {3, 4}}, {4, {7}}]), ets:lookup(T, c), ets:update_element(T, c, {2, ets:lookup_element(T, c, 4)}), ets:lookup(T, c)]),
    ets:delete(T).

fixed(Kind) ->
    T = ets:new(t, [Kind]),
    ets:insert(T, [{I, {I}} || I <- lists:seq(1, 20)]),
    ets:safe_fixtable(T, true),
    First = ets:first(T),
    [ets:delete(T, I) || I <- lists:seq(1, 20, 3)],
    ets:insert(T, [{I, {new}} || I <- lists:seq(1, 20, 6)]),
    p([ets:info(T, size), lists:sort(ets:tab2list(T)), ets:member(T, First), lists:sort(keys(T, ets:first(T))), ets:foldl(fun({K, _}, S) -> K + S end, 0, T)]),
    ets:safe_fixtable(T, false),
    p([ets:info(T, size), lists:sort(ets:tab2list(T)), as_new(Kind, T)]),
    ets:delete(T).

%% Between next and lookup the object is exchanged, grows, goes, or another comes.
walks(Kind) ->
    [begin
         T = ets:new(t, [Kind]),
         ets:insert(T, [{{I}, I} || I <- lists:seq(1, 50)]),
         ets:safe_fixtable(T, true),
         p([Name, lists:sort(walk(T, ets:first(T), F)), ets:info(T, size)]),
         ets:safe_fixtable(T, false),
         p(lists:sort(ets:tab2list(T))),
         ets:delete(T)
     end || {Name, F} <- [{same, fun(T, K) -> ets:insert(T, {K, new}) end}, {larger, fun(T, K) -> ets:insert(T, {K, [new, {K}]}) end}, {gone, fun(T, K) -> ets:delete(T, K) end},
                          {back, fun(T, K) -> ets:delete(T, K), ets:insert(T, {K, back}) end}, {before, fun(T, {I} = K) -> ets:delete(T, {I - 1}), ets:insert(T, {K, I * 2}) end},
                          {replaced, fun(T, K) -> ets:select_replace(T, [{{K, '$1'}, [], [{{{const, K}, {{'$1'}}}}]}]) end}, {taken, fun(T, {I} = K) -> [ets:take(T, K) || I rem 2 =:= 0] end}]],
    T = ets:new(t, [Kind]),
    ets:insert(T, [{I, I} || I <- lists:seq(1, 300)]),
    p([ets:foldl(fun({K, V}, S) -> ets:insert(T, {K, V + 1}), ets:lookup_element(T, K, 2) + S end, 0, T), ets:foldr(fun({_, V}, S) -> V + S end, 0, T)]),
    p(ets:foldl(fun({K, _}, S) -> ets:delete(T, K), [] = ets:lookup(T, K), S + 1 end, 0, T)),
    p([ets:info(T, size), try ets:foldl(fun(_, _) -> exit(never) end, none, T) catch exit:R -> R end, ets:info(T, safe_fixed)]),
    ets:insert(T, {1, 2}),
    p([catch ets:foldl(fun(_, _) -> throw(out) end, none, T), ets:info(T, safe_fixed)]),
    p([try ets:foldl(fun(_, A) -> ets:delete(T), A end, none, T) catch error:R1 -> R1 end, ets:info(T)]).

walk(_, '$end_of_table', _) -> [];
walk(T, K, F) ->
    F(T, K),
    Now = ets:lookup(T, K),
    Next = ets:next(T, K),
    [{K, Now, ets:member(T, K)} | walk(T, Next, F)].

keys(_, '$end_of_table') -> [];
keys(T, K) -> [K | keys(T, ets:next(T, K))].

%% 1 and 1.0 are one key of an ordered table; the object stored last is the one there.
numbers(Kind) ->
    T = ets:new(t, [Kind]),
    ets:insert(T, [{1, a}, {1.0, b}, {{1, x}, c}, {{1.0, x}, d}]),
    p([lists:sort(fun(A, B) -> erlang:phash2(A) =< erlang:phash2(B) end, ets:tab2list(T)), ets:lookup(T, 1), ets:lookup(T, 1.0), ets:lookup(T, {1, x})]),
    Second = ets:next(T, ets:first(T)),
    ets:insert(T, {{1, x}, new}),
    p([ets:lookup(T, {1.0, x}), ets:lookup(T, {1, x}), [Second || Kind =:= ordered_set], ets:info(T, size)]),
    p([ets:select_replace(T, [{{1, '_'}, [], [{{1, e}}]}]), ets:lookup(T, 1), ets:lookup(T, 1.0)]).

bags() ->
    T = ets:new(t, [bag]),
    ets:insert(T, [{k, 1}, {k, 2}, {k, 1}]),
    ets:safe_fixtable(T, true),
    ets:delete_object(T, {k, 1}),
    ets:insert(T, {k, 3}),
    ets:insert(T, {k, 1}),
    p([ets:lookup(T, k), ets:info(T, size)]),
    ets:safe_fixtable(T, false),
    p([ets:lookup(T, k), ets:info(T, size)]).

%% Is the table's memory counted as that of a new one with the same objects?
as_new(Kind, T) ->
    New = ets:new(n, [Kind]),
    ets:insert(New, ets:tab2list(T)),
    Same = ets:info(New, memory) =:= ets:info(T, memory),
    ets:delete(New),
    Same.

garbage() -> erlang:garbage_collect().

p(X) -> io:format("~tp~n", [X]).
