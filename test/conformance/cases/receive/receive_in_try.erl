%% A receive in a try and in a catch, with exceptions from the body.
-module(receive_in_try).
-export([main/0]).

main() ->
    self() ! {do, fun() -> throw(x) end},
    self() ! {do, fun() -> fine end},
    p(step()),
    p(step()),
    p(catch receive {do, F} -> F() after 0 -> throw(nothing) end).

step() ->
    try receive {do, F} -> {ok, F()} end
    catch throw:T -> {threw, T}
    after io:format("stepped~n")
    end.

p(X) -> io:format("~tp~n", [X]).
