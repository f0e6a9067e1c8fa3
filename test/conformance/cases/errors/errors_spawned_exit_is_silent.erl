%% Processes that exit or are killed leave no report.
-module(errors_spawned_exit_is_silent).
-export([main/0]).

main() ->
    [begin
         {P, M} = spawn_monitor(fun() -> exit(R) end),
         receive {'DOWN', M, process, P, W} -> p(W) end
     end || R <- [normal, shutdown, something, {shutdown, x}]],
    timer:sleep(20).

p(X) -> io:format("~tp~n", [X]).
