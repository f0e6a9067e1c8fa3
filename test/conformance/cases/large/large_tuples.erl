%% Tuples with a hundred thousand elements.
-module(large_tuples).
-export([main/0]).

main() ->
    T = list_to_tuple(lists:seq(1, 100000)),
    p([tuple_size(T), element(99999, T), lists:sum(tuple_to_list(T)), element(5, setelement(5, T, x)), element(5, T)]),
    p(erlang:phash2(T)).

p(X) -> io:format("~tp~n", [X]).
