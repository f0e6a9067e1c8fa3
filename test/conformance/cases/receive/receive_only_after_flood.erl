%% A receive without clauses waits its time out, however many messages come meanwhile; one that fails
%% begins anew.
-module(receive_only_after_flood).
-export([main/0]).

main() ->
    Self = self(),
    Flood = [spawn_link(fun() -> flood(Self, 0) end) || _ <- [1, 2]],
    Early = lists:sum([early(1 + N rem 3) || N <- lists:seq(1, 100)]),
    io:format("early: ~p~n", [Early]),
    [begin unlink(P), exit(P, kill) end || P <- Flood],
    drop(),
    self() ! a,
    self() ! b,
    io:format("~p~n", [reason(fun() -> receive none -> ok after id(foo) -> ok end end)]),
    receive after 5 -> ok end,
    io:format("~p~n", [receive X -> X after 0 -> none end]),
    io:format("~p~n", [reason(fun() -> receive none -> ok after id(-1) -> ok end end)]),
    io:format("~p~n", [receive Y -> Y after 0 -> none end]),
    io:format("~p~n", [receive Z -> Z after 0 -> none end]).

%% 1 if the wait ended before its time. A receive that has looked at all messages comes before it.
early(Time) ->
    receive nothing -> ok after 0 -> ok end,
    Begin = erlang:monotonic_time(microsecond),
    receive after id(Time) -> ok end,
    case erlang:monotonic_time(microsecond) - Begin < Time * 1000 of
        true -> 1;
        false -> 0
    end.

flood(To, N) ->
    To ! N,
    case N rem 300 of
        0 -> receive after 1 -> ok end;
        _ -> ok
    end,
    flood(To, N + 1).

drop() -> receive _ -> drop() after 20 -> ok end.

reason(F) -> try F() catch error:R -> R end.

id(X) -> X.
