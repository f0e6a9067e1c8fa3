%% update_counter in all its forms, update_element, with their errors.
-module(ets_update_counter).
-export([main/0]).

main() ->
    T = ets:new(t, []),
    ets:insert(T, {c, 0, 10, x}),
    p([ets:update_counter(T, c, 5), ets:update_counter(T, c, {3, -1}), ets:update_counter(T, c, {2, 10, 12, 0}), ets:update_counter(T, c, [{2, 1}, {3, 1}, {2, 1}])]),
    p([ets:update_counter(T, new, 1, {new, 41}), ets:update_counter(T, new, {2, -50, 0, 7})]),
    p([attempt(fun() -> ets:update_counter(T, c, {4, 1}) end), attempt(fun() -> ets:update_counter(T, none, 1) end), attempt(fun() -> ets:update_counter(T, c, {9, 1}) end)]),
    p([ets:update_element(T, c, {4, y}), ets:update_element(T, c, [{2, a}, {3, b}]), ets:update_element(T, none, {2, a}), ets:lookup(T, c)]),
    p([ets:update_counter(T, big, {2, 1 bsl 62}, {big, 1 bsl 62}), ets:lookup(T, big)]).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
