%% RELEASES: 27 29
%% ets functions that OTP 26 and 27 have added: values and errors.
-module(ets_lookups_27).
-export([main/0]).

main() ->
    [table(Type) || Type <- [ordered_set, set, bag, duplicate_bag]],
    p(fun() -> ets:first_lookup(no_table) end),
    p(fun() -> ets:lookup_element(no_table, 1, 2, d) end),
    p(fun() -> ets:update_element(no_table, 1, {2, x}, {1}) end).

table(Type) ->
    io:format("~p~n", [Type]),
    Table = ets:new(table, [Type]),
    [p(fun() -> ets:F(Table) end) || F <- [first_lookup, last_lookup]],
    ets:insert(Table, [{1, a}, {1, z}]),
    %% Of one key, so that the order of other tables than ordered ones does not show.
    [p(fun() -> ets:F(Table) end) || F <- [first_lookup, last_lookup]],
    [p(fun() -> ets:F(Table, Key) end) || F <- [next_lookup, prev_lookup], Key <- [1, none]],
    [p(fun() -> ets:lookup_element(Table, Key, Position, d) end)
     || Key <- [1, 9], Position <- [1, 2, 3, 0, x]],
    [p(fun() -> ets:update_element(Table, Key, Spec, Default) end)
     || Key <- [1, 7], Spec <- [{2, n}, [{2, m}, {2, k}], {5, n}, {1, n}, {0, n}, [], x, [{2, n} | x]],
        Default <- [{q, r}, {}, x]],
    p(fun() -> lists:sort(ets:tab2list(Table)) end),
    ordered(Type).

ordered(ordered_set) ->
    Table = ets:new(table, [ordered_set]),
    ets:insert(Table, [{I, S} || {I, S} <- [{1, x}, {2.0, y}, {3, z}, {a, u}, {{b}, v}]]),
    [p(fun() -> ets:F(Table, Key) end) || F <- [next_lookup, prev_lookup], Key <- [0, 1, 2, 2.0, 3, z, {b}, "x"]];
ordered(_) ->
    ok.

p(F) -> io:format("~0p~n", [try F() catch C:R:S -> {C, R, about(S)} end]).

about([{_, Name, _, Info} | _]) -> {Name, [X || {error_info, _} = X <- Info]}.
