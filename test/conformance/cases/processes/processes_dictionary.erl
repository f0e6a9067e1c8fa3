%% put, get, erase, get_keys.
-module(processes_dictionary).
-export([main/0]).

main() ->
    p(put(a, 1)),
    p(put(a, 2)),
    put({b}, "two"),
    p([get(a), get({b}), get(none), lists:sort(get()), lists:sort(get_keys()), get_keys(2)]),
    p([erase(a), erase(a), get(a)]),
    [put(I, I * I) || I <- lists:seq(1, 1000)],
    p({get(500), length(get()), length(get_keys())}),
    p(lists:sum([V || {K, V} <- erase(), is_integer(K)])),
    p(get()).

p(X) -> io:format("~tp~n", [X]).
