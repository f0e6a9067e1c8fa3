%% sort, usort, sort with a fun (stable), merge and reverse.
-module(lists_sorting).
-export([main/0]).

main() ->
    L = [5, 3, 9, 1, 3, 7, 1.0, 2, {a}, b, [x], <<"q">>, 8, 4, 6],
    p(lists:sort(L)),
    p(lists:usort(L)),
    p(lists:sort(fun({A, _}, {B, _}) -> A =< B end, [{2, a}, {1, b}, {2, c}, {1, d}, {0, e}, {2, f}])),
    p(lists:reverse(L)),
    p(lists:reverse([1, 2], tail)),
    p(lists:merge([1, 3, 5], [2, 3, 4])),
    p(lists:merge([[1, 4], [2, 5], [0, 9]])),
    p(lists:umerge([1, 3, 5], [1, 2, 3])),
    N = [X * 7919 rem 1009 || X <- lists:seq(1, 1000)],
    p(lists:sort(N) =:= lists:sort(fun erlang:'=<'/2, N)).

p(X) -> io:format("~tp~n", [X]).
