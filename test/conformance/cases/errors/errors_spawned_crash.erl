%% A crash of a spawned process is reported on standard error, main goes on.
-module(errors_spawned_crash).
-export([main/0]).

main() ->
    {P, M} = spawn_monitor(fun() -> crash(id([])) end),
    receive {'DOWN', M, process, P, {R, _}} -> p(R) end,
    timer:sleep(50),
    io:format("main goes on~n").

crash([_ | T]) -> T.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
