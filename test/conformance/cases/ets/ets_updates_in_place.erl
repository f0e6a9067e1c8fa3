%% update_element and update_counter on rows with parts of their own: what fits is written into the
%% row, what does not makes a new one; a call that fails changes nothing. Rows copied out again,
%% with everything that a row can hold.
-module(ets_updates_in_place).
-export([main/0]).

main() ->
    [kinds(K) || K <- [set, ordered_set]],
    copies().

kinds(Kind) ->
    T = ets:new(t, [Kind]),
    Row = {k, 1, "list", <<"binary">>, 1 bsl 70, #{a => 1.5}, -(1 bsl 70), 0.0, a, {x, [y]}, 1 bsl 100},
    ets:insert(T, [Row, setelement(1, Row, other)]),
    Try = fun(F) ->
                  R = try F() catch C:E -> {C, E} end,
                  Now = ets:lookup(T, k),
                  io:format("~p ~0p ~0p~n", [Kind, R, Now])
          end,
    Try(fun() -> ets:update_element(T, k, {2, 17}) end),
    Try(fun() -> ets:update_element(T, k, {2, 1.5}) end),
    Try(fun() -> ets:update_element(T, k, {2, [1]}) end),
    Try(fun() -> ets:update_element(T, k, {2, []}) end),
    Try(fun() -> ets:update_element(T, k, [{9, b}, {2, 3}, {9, c}]) end),
    Try(fun() -> ets:update_element(T, k, [{2, 4}, {3, "longer than it was"}]) end),
    Try(fun() -> ets:update_element(T, k, [{5, 1 bsl 71}, {7, 1 bsl 72}]) end),
    Try(fun() -> ets:update_element(T, k, [{5, 1 bsl 200}]) end),
    Try(fun() -> ets:update_element(T, k, [{5, 5}, {5, 1 bsl 70}]) end),
    Try(fun() -> ets:update_element(T, k, [{2, x}, {12, 1}]) end),
    Try(fun() -> ets:update_element(T, k, [{2, x}, {0, 1}]) end),
    Try(fun() -> ets:update_element(T, k, [{2, x}, {1, 1}]) end),
    Try(fun() -> ets:update_element(T, k, []) end),
    Try(fun() -> ets:update_element(T, k, [{2, 1}, {3, 2}, {4, 3}, {5, 4}, {6, 5}, {7, 6}, {8, 7}, {9, 8}, {10, 9}, {11, 10}]) end),
    Try(fun() -> ets:update_element(T, k, [{2 + I rem 10, I} || I <- lists:seq(1, 100)]) end),
    ets:insert(T, Row),
    Try(fun() -> ets:update_counter(T, k, {2, 1}) end),
    Try(fun() -> ets:update_counter(T, k, [{2, 1}, {2, 2}, {2, 3}]) end),
    Try(fun() -> ets:update_counter(T, k, {5, 1}) end),
    Try(fun() -> ets:update_counter(T, k, [{5, 0}, {7, 0}, {11, 1 bsl 99}]) end),
    Try(fun() -> ets:update_counter(T, k, {5, 1 bsl 128}) end),
    Try(fun() -> ets:update_counter(T, k, {5, -(1 bsl 128) - (1 bsl 70)}) end),
    Try(fun() -> ets:update_counter(T, k, [{2, 5, 10, 0}, {2, -100, -5, 7}, {7, 1, 0, 1 bsl 70}]) end),
    Try(fun() -> ets:update_counter(T, k, [{2, 5}, {3, 1}]) end),
    Try(fun() -> ets:update_counter(T, k, [{2, 5}, {12, 1}]) end),
    Try(fun() -> ets:update_counter(T, k, [{2, 5}, {1, 1}]) end),
    Try(fun() -> ets:update_counter(T, k, [{2, 5} | x]) end),
    Try(fun() -> ets:update_counter(T, k, [{2, I} || I <- lists:seq(1, 20)]) end),
    Try(fun() -> ets:update_counter(T, k, [{2, 1}, {5, 1}, {7, 1}, {11, 1}, {2, 1}, {5, 1}, {7, 1}, {11, 1}, {2, 1}]) end),
    Try(fun() -> ets:update_counter(T, new, [{2, 5}, {3, 1 bsl 80}], {x, 1, 2, "s"}) end),
    io:format("~0p~n", [lists:sort(ets:tab2list(T))]),
    big_counter(T),
    ets:delete(T).

%% A counter that becomes longer word by word.
big_counter(T) ->
    ets:insert(T, {c, 1, "s"}),
    [ets:update_counter(T, c, {2, 1 bsl (I * 16)}) || I <- lists:seq(0, 40)],
    [{c, N, "s"}] = ets:lookup(T, c),
    io:format("~b ~p~n", [N, ets:update_counter(T, c, {2, -N})]).

%% Rows with parts of all kinds come out as they went in, from each way out.
copies() ->
    Big = binary:copy(<<"0123456789">>, 20),
    <<_:3, Odd:77/bits, _/bits>> = Big,
    Fun = fun(X) -> {X, Big} end,
    Parts = [Big, Odd, binary:part(Big, 3, 90), <<"small">>, make_ref(), self(), 1 bsl 90, 1.0e300, Fun, fun lists:map/2,
             maps:from_list([{I, {I}} || I <- lists:seq(1, 50)]), #{x => #{y => [Big]}}, "abc", [[], [[]], {}], {{{}}},
             [improper | tail], literal(), {literal(), Big, literal()}],
    T = ets:new(t, [set]), O = ets:new(o, [ordered_set]), B = ets:new(b, [bag]),
    Rows = [{I, P, [P, P], {Parts, I}} || {I, P} <- lists:zip(lists:seq(1, length(Parts)), Parts)],
    [ets:insert(X, Rows) || X <- [T, O, B]],
    Same = [begin
                [[R] = ets:lookup(X, element(1, R)) || R <- Rows],
                Rows = lists:sort(ets:tab2list(X)),
                Rows = lists:sort(ets:select(X, [{'_', [], ['$_']}])),
                Rows = lists:sort(ets:match_object(X, '_')),
                Rows = lists:sort(ets:foldl(fun(R, A) -> [R | A] end, [], X)),
                Rows = lists:sort(lists:append([ets:slot(X, I) || I <- lists:seq(0, slots(X) - 1)])),
                Rows = lists:sort(pages(ets:select(X, [{'_', [], ['$_']}], 3)))
            end =:= Rows || X <- [T, O, B]],
    garbage_collect(),
    io:format("~p~n", [Same]),
    [R1 | _] = [ets:take(X, 9) || X <- [T, O, B]],
    [ets:delete(X) || X <- [T, O, B]],
    [{9, F, _, {L, 9}}] = R1,
    io:format("~p ~p~n", [F(1) =:= {1, Big}, lists:nth(2, L) =:= Odd]).

slots(X) ->
    case ets:info(X, type) of
        ordered_set -> ets:info(X, size);
        _ -> element(1, ets:info(X, stats))
    end.

pages('$end_of_table') -> [];
pages({L, C}) -> L ++ pages(ets:select(C)).

literal() -> {a, "literal", <<"of the module">>, #{k => [v]}, 1 bsl 80}.
