%% How a process ends shows in the DOWN message: values, exceptions, errors with traces.
-module(processes_exit_reasons).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    [begin
         {P, M} = spawn_monitor(F),
         receive {'DOWN', M, process, P, R} -> p(cut(R)) end
     end || F <- [fun() -> 42 end, fun() -> exit(normal) end, fun() -> exit({shutdown, x}) end, fun() -> throw(ball) end,
                  fun() -> error(bad) end, fun() -> 1 = id(2) end, fun() -> exit(self(), kill), timer:sleep(100) end]].

cut({R, [{M, F, A, _} | _]}) when is_atom(M) -> {R, at, M, is_atom(F), A};
cut(R) -> R.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
