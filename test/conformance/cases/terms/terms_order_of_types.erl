%% A mixed list is sorted by type as the standard order says.
-module(terms_order_of_types).
-export([main/0]).

main() ->
    R = make_ref(), P = self(), F = fun() -> ok end,
    L = [<<"bin">>, [1], "", #{}, {}, P, F, R, atom, 1.5, 7, {a}, #{a => 1}, [], <<1:1>>, 1 bsl 80, -3],
    p([type(X) || X <- lists:sort(L)]),
    p(lists:sort(L) =:= lists:sort(lists:reverse(L))).

type(X) when is_pid(X) -> pid;
type(X) when is_function(X) -> function;
type(X) when is_reference(X) -> reference;
type(X) -> X.

p(X) -> io:format("~tp~n", [X]).
