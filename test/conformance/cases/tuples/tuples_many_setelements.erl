%% Chains of setelement leave the original as it was.
-module(tuples_many_setelements).
-export([main/0]).

main() ->
    T = list_to_tuple(lists:seq(1, 100)),
    U = lists:foldl(fun(I, Acc) -> setelement(I, Acc, I * I) end, T, lists:seq(1, 100)),
    p(element(50, T)),
    p(lists:sum(tuple_to_list(U))),
    R = setelement(1, setelement(2, setelement(3, {a, b, c}, z), y), x),
    p(R).

p(X) -> io:format("~tp~n", [X]).
