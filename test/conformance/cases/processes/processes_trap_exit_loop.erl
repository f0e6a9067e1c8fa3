%% A supervisor by hand restarts its worker until it has ended well.
-module(processes_trap_exit_loop).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    p(run(1, [])).

run(N, Log) ->
    P = spawn_link(fun() -> if N < 4 -> exit({attempt, N}); true -> ok end end),
    receive
        {'EXIT', P, normal} -> lists:reverse([done | Log]);
        {'EXIT', P, R} -> run(N + 1, [R | Log])
    end.

p(X) -> io:format("~tp~n", [X]).
