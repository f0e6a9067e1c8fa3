%% A set: insert, lookup, overwrite, delete, insert_new, member, size.
-module(ets_set_basic).
-export([main/0]).

main() ->
    T = ets:new(t, []),
    p([ets:insert(T, {a, 1}), ets:insert(T, [{b, 2}, {c, 3}]), ets:insert(T, {a, 10})]),
    p([ets:lookup(T, a), ets:lookup(T, z), ets:member(T, b), ets:insert_new(T, {a, x}), ets:insert_new(T, {d, 4}), ets:info(T, size)]),
    p(lists:sort(ets:tab2list(T))),
    p([ets:delete(T, a), ets:lookup(T, a), ets:delete_object(T, {b, wrong}), ets:lookup(T, b), ets:take(T, b), ets:lookup_element(T, c, 2)]),
    p([ets:delete_all_objects(T), ets:info(T, size), ets:delete(T), ets:info(T)]),
    p(attempt(fun() -> ets:lookup(T, a) end)).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
