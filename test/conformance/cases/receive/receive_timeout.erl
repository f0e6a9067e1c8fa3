%% A receive with a time waits, then goes on; bad times raise timeout_value.
-module(receive_timeout).
-export([main/0]).

main() ->
    p(receive x -> x after 5 -> timeout end),
    p(receive x -> x after id(1) -> timeout end),
    p(attempt(fun() -> receive x -> x after id(-1) -> t end end)),
    p(attempt(fun() -> receive x -> x after id(a) -> t end end)),
    p(attempt(fun() -> receive x -> x after id(1 bsl 40) -> t end end)),
    self() ! x,
    p(receive x -> x after id(infinity) -> t end).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
