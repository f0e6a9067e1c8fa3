%% spawn_monitor and spawn_opt with monitor, for funs and MFAs.
-module(processes_spawn_monitor).
-export([main/0]).
-export([body/1]).

main() ->
    {P, M} = spawn_monitor(fun() -> exit(bye) end),
    p(receive {'DOWN', M, process, P, R} -> R end),
    {P2, M2} = spawn_monitor(?MODULE, body, [arg]),
    p(receive {'DOWN', M2, process, P2, R2} -> R2 end),
    {P3, M3} = spawn_opt(fun() -> exit(opt) end, [monitor, {priority, high}]),
    p(receive {'DOWN', M3, process, P3, R3} -> R3 end),
    p(attempt(fun() -> spawn_opt(fun() -> ok end, [id(bad_option)]) end)),
    p(attempt(fun() -> spawn(id(foo)) end)).

body(X) -> exit({got, X}).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
