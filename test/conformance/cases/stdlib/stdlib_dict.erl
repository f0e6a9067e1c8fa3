%% Module dict: store, append, update, fold, merge, and the empty dictionary.
-module(stdlib_dict).
-export([main/0]).

main() ->
    D = dict:from_list([{a, 1}, {b, 2}, {c, 3}]),
    p([dict:fetch(a, D), dict:find(z, D), dict:find(b, D), dict:is_key(c, D), dict:size(D), dict:is_empty(dict:new())]),
    D2 = dict:update_counter(a, 10, dict:append(l, x, dict:append_list(l, [1, 2], dict:store(d, 4, D)))),
    p(lists:sort(dict:to_list(D2))),
    p(dict:fold(fun(_, V, S) when is_integer(V) -> S + V; (_, _, S) -> S end, 0, D2)),
    p(lists:sort(dict:to_list(dict:merge(fun(_, A, B) -> {A, B} end, D, dict:from_list([{a, x}, {q, y}]))))),
    p(lists:sort(dict:fetch_keys(dict:filter(fun(_, V) -> V > 1 end, D)))),
    p(dict:fetch(b, dict:map(fun(K, V) -> {K, V} end, D))),
    p(lists:sort(dict:to_list(dict:erase(a, D)))),
    Big = lists:foldl(fun(I, A) -> dict:store(I, I, A) end, dict:new(), lists:seq(1, 500)),
    p({dict:size(Big), dict:fold(fun(_, V, S) -> S + V end, 0, Big)}).

p(X) -> io:format("~tp~n", [X]).
