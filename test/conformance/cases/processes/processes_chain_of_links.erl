%% Killing one end of a chain of links brings the whole chain down.
-module(processes_chain_of_links).
-export([main/0]).

main() ->
    S = self(),
    {Last, M} = spawn_monitor(fun() -> chain(100, S) end),
    receive ready -> ok end,
    First = receive {first, F} -> F end,
    exit(First, snap),
    p(receive {'DOWN', M, process, Last, R} -> R end).

chain(0, S) -> S ! {first, self()}, S ! ready, receive after infinity -> ok end;
chain(N, S) -> spawn_link(fun() -> chain(N - 1, S) end), receive after infinity -> ok end.

p(X) -> io:format("~tp~n", [X]).
