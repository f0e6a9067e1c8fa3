%% iolist_to_binary, iolist_size and their errors on nested and improper input.
-module(bits_iodata).
-export([main/0]).

main() ->
    L = [1, <<2, 3>>, [[4], <<>>, [] | <<5>>]],
    p([iolist_to_binary(L), iolist_size(L), iolist_to_binary(<<"x">>), iolist_to_binary([])]),
    p(attempt(fun() -> iolist_to_binary(id([256])) end)),
    p(attempt(fun() -> iolist_to_binary(id([a])) end)),
    p(attempt(fun() -> iolist_to_binary(id([1 | 2])) end)),
    p(attempt(fun() -> iolist_size(id(x)) end)),
    p(list_to_binary([L | L])),
    p(erlang:iolist_to_iovec([<<"abc">>, "de", $f])).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
