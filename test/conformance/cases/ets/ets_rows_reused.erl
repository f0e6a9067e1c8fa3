%% Rows of many sizes come and go; literal objects, large objects, objects that own binaries.
-module(ets_rows_reused).
-export([main/0]).

main() ->
    [run(Type) || Type <- [set, ordered_set, bag, duplicate_bag]],
    T = ets:new(t, [set]),
    ets:insert(T, {n, 1, 1 bsl 59, x, 1.5}),
    p([catch ets:update_counter(T, n, Op)
       || Op <- [1, -3, {2, 5}, {3, 1 bsl 58}, {3, 1 bsl 59}, {3, -(1 bsl 61)}, {4, 1}, {5, 1}, {1, 1}, {0, 1}, {9, 1},
                 {2, a}, {a, 1}, {2, 1 bsl 70}, {2, -(1 bsl 70)}, {2, 0}, [{2, 1}, {2, 1}], {2, 10, 5, 0}]]),
    p(ets:lookup(T, n)),
    p(ets:info(T, size)).

run(Type) ->
    T = ets:new(t, [Type]),
    ets:insert(T, {literal, [a, {b, "c"}], #{k => v}}),
    Binary = binary:copy(<<"payload">>, 50),
    [ets:insert(T, {I, object(I, Binary)}) || I <- lists:seq(1, 400)],
    [ets:insert(T, {I, object(I * 3, Binary)}) || I <- lists:seq(1, 400, 3)],
    [ets:delete(T, I) || I <- lists:seq(1, 400, 2)],
    [ets:insert(T, {I, object(I * 7, Binary)}) || I <- lists:seq(350, 700)],
    p({Type, ets:info(T, size), erlang:phash2(lists:sort(ets:tab2list(T)))}),
    p(ets:lookup(T, literal)),
    ets:delete_all_objects(T),
    p({ets:info(T, size), ets:tab2list(T)}),
    [ets:insert(T, {I}) || I <- lists:seq(1, 50)],
    [ets:delete(T, I) || I <- lists:seq(1, 50)],
    ets:insert(T, {again, Binary}),
    p(erlang:phash2(ets:tab2list(T))),
    ets:delete(T).

object(I, Binary) ->
    case I rem 5 of
        0 -> I;
        1 -> lists:seq(1, I);
        2 -> {I, Binary, binary:part(Binary, 10, 200)};
        3 -> list_to_tuple(lists:seq(1, I rem 97));
        4 -> #{I => Binary, pair => pair(I)}
    end.

pair(I) -> [I | <<I:64>>].

p(X) -> io:format("~tp~n", [strip(X)]).
strip(L) when is_list(L) -> [strip(E) || E <- L];
strip({'EXIT', {R, _}}) -> {exit, R};
strip(X) -> X.
