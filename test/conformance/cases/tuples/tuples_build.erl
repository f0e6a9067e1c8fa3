%% append, insert, delete and make_tuple, and conversion from and to lists.
-module(tuples_build).
-export([main/0]).

main() ->
    T = id({a, b}),
    p([erlang:append_element(T, c), erlang:insert_element(1, T, x), erlang:insert_element(3, T, x), erlang:delete_element(1, T)]),
    p([erlang:make_tuple(3, z), erlang:make_tuple(4, d, [{2, x}, {4, y}, {2, w}]), {}]),
    p(list_to_tuple(lists:seq(1, 20))),
    p(tuple_to_list({1, {2}, [3]})),
    p(attempt(fun() -> list_to_tuple(id([a | b])) end)),
    p(attempt(fun() -> erlang:make_tuple(id(-1), a) end)),
    p(attempt(fun() -> erlang:delete_element(id(3), T) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
