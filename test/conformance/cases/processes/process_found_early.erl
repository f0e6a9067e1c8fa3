%% A process is found by processes/0 as soon as it is being made: it may get signals before it runs.
-module(process_found_early).
-export([main/0]).

main() ->
    Self = self(),
    Old = lists:reverse(lists:sort(processes())),
    [spawn_link(fun() -> spawner(Self, 15000) end) || _ <- [1, 2]],
    probe(2, Old, 0).

spawner(Parent, 0) ->
    Parent ! done;
spawner(Parent, N) ->
    Me = self(),
    {Pid, Monitor} = spawn_monitor(fun() -> receive {go, Me} -> Me ! {self(), there} end end),
    Pid ! {go, Me},
    receive {Pid, there} -> ok end,
    receive {'DOWN', Monitor, process, Pid, Reason} -> normal = Reason end,
    spawner(Parent, N - 1).

probe(0, _, Rounds) ->
    io:format("~p~n", [Rounds > 2]);
probe(Spawners, Old, Rounds) ->
    [P ! probe || P <- processes(), P > hd(Old)],
    receive done -> probe(Spawners - 1, Old, Rounds + 1)
    after 0 -> probe(Spawners, Old, Rounds + 1)
    end.
