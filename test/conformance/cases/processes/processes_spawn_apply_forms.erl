%% spawn with module, function, arguments; with undefined functions; spawn_link and trap.
-module(processes_spawn_apply_forms).
-export([main/0]).
-export([hello/2]).

main() ->
    logger:set_primary_config(level, none),
    spawn(?MODULE, hello, [self(), 1]),
    p(receive X -> X end),
    {_, M} = spawn_monitor(no_such_module, f, [1]),
    p(receive {'DOWN', M, _, _, {R, [{A, B, C, _} | _]}} -> {R, A, B, C} end),
    p(attempt(fun() -> spawn(a, b, id(c)) end)),
    p(attempt(fun() -> spawn(id(1), b, []) end)).

hello(To, N) -> To ! {hello, N}.

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
