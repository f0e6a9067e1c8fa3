%% Who waits for a process to answer lends it its priority: processes of priority high that never wait do not keep
%% one of priority max from knowing about those of priority normal.
-module(processes_priority_lifted).
-export([main/0]).

main() ->
    process_flag(priority, max),
    Leader = group_leader(),
    Normal = [spawn_opt(fun idle/0, [link, {priority, Priority}])
              || _ <- lists:seq(1, 30), Priority <- [normal, low]],
    Ready = [spawn_opt(fun spin/0, [link, {priority, normal}]) || _ <- lists:seq(1, 4)],
    High = [spawn_opt(fun spin/0, [link, {priority, high}])
            || _ <- lists:seq(1, 2 * erlang:system_info(schedulers))],
    receive after 50 -> ok end,
    Ask = fun(P) ->
        erlang:demonitor(erlang:monitor(process, P)),
        Set = group_leader(whereis(init), P),
        Info = process_info(P, [group_leader]),
        Back = group_leader(Leader, P),
        Collected = erlang:garbage_collect(P),
        {Set, Info =:= [{group_leader, whereis(init)}], Back, Collected, is_process_alive(P)}
    end,
    Alive = lists:usort([Ask(P) || _ <- lists:seq(1, 20), P <- Normal ++ Ready]),
    Dead = fun(P) ->
        M = erlang:monitor(process, P),
        unlink(P),
        exit(P, bang),
        No = (catch group_leader(Leader, P)),
        receive {'DOWN', M, process, P, Reason} -> {element(1, element(2, No)), Reason} end
    end,
    Gone = lists:usort([Dead(P) || P <- Normal ++ Ready ++ High]),
    io:format("~p~n~p~n", [Alive, Gone]). % not before: the process that prints is one of priority normal

idle() -> receive after infinity -> ok end.
spin() -> spin().
