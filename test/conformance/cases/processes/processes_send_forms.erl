%% The forms of sending: operator, send/2, send/3, to {Name, Node}.
-module(processes_send_forms).
-export([main/0]).

main() ->
    register(me_here, self()),
    self() ! a,
    erlang:send(self(), b),
    erlang:send(me_here, c, [noconnect]),
    {me_here, node()} ! d,
    p([receive X -> X end || _ <- [1, 2, 3, 4]]),
    p(erlang:send({me_here, node()}, e, [nosuspend])),
    p(self() ! self() ! twice =:= twice),
    p(attempt(fun() -> id(17) ! x end)),
    p(erlang:send_nosuspend(self(), f)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
