%% register, whereis, unregister and sending to names, with the errors.
-module(processes_registered_names).
-export([main/0]).

main() ->
    S = self(),
    P = spawn(fun() -> receive {ping, F} -> F ! pong end, receive stop -> ok end end),
    p(register(some_name, P)),
    p([whereis(some_name) =:= P, whereis(no_name), lists:member(some_name, registered())]),
    p(attempt(fun() -> register(some_name, S) end)),
    p(attempt(fun() -> register(other_name, P) end)),
    p(attempt(fun() -> register(undefined, S) end)),
    some_name ! {ping, S},
    p(receive X -> X end),
    p(attempt(fun() -> no_name ! hello end)),
    p(unregister(some_name)),
    p(attempt(fun() -> unregister(some_name) end)),
    register(some_name, P),
    M = monitor(process, P),
    P ! stop,
    receive {'DOWN', M, _, _, _} -> ok end,
    p(whereis(some_name)).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
