%% Module timer: applying, sending and exiting after a time and again and again, cancelling, conversions, errors.
-module(timers_timer_functions).
-export([main/0, tell/2]).

tell(P, M) -> P ! M.

main() ->
    p([timer:seconds(3), timer:minutes(2), timer:hours(1), timer:hms(1, 2, 3), timer:now_diff({1, 2, 3}, {1, 1, 1})]),
    {T, V} = timer:tc(fun() -> value end),
    {_, V2} = timer:tc(fun(X) -> {X, x} end, [1]),
    {_, V3} = timer:tc(lists, reverse, [[1, 2]]),
    p([is_integer(T), V, V2, V3]),
    {ok, _} = timer:apply_after(1, ?MODULE, tell, [self(), applied]),
    {ok, _} = timer:send_after(1, sent),
    {ok, _} = timer:send_after(1, self(), sent_to),
    p(lists:sort(take(3))),
    {ok, I} = timer:apply_interval(2, ?MODULE, tell, [self(), again]),
    p(take(3)),
    p(timer:cancel(I)),
    {ok, J} = timer:send_interval(2, ping),
    [receive ping -> p(ping) end || _ <- [1, 2]],
    p(timer:cancel(J)),
    p([timer:cancel(I), timer:cancel(nonsense), timer:cancel({once, make_ref()})]),
    {P, M} = spawn_monitor(fun() -> receive never -> ok end end),
    {ok, _} = timer:exit_after(1, P, reason),
    receive {'DOWN', M, process, P, Why} -> p(Why) end,
    {Q, N} = spawn_monitor(fun() -> process_flag(trap_exit, true), receive never -> ok end end),
    {ok, _} = timer:kill_after(1, Q),
    receive {'DOWN', N, process, Q, Why2} -> p(Why2) end,
    {_, O} = spawn_monitor(fun() -> {ok, _} = timer:exit_after(1, mine), receive never -> ok end end),
    receive {'DOWN', O, process, _, Why3} -> p(Why3) end,
    p([timer:send_after(-1, x), timer:send_after(a, x), timer:apply_after(1, "m", f, []), timer:apply_after(1, m, f, a), timer:send_interval(-1, x),
       timer:exit_after(x, y), timer:send_interval(1, nobody_there, x)]),
    register(timers_self, self()),
    {ok, _} = timer:send_after(1, timers_self, by_name),
    receive by_name -> p(by_name) end,
    {ok, K} = timer:send_after(10000, late),
    p(timer:cancel(K)),
    p(attempt(fun() -> timer:sleep(-1) end)),
    p([timer:sleep(0), timer:sleep(1)]).

%% Messages that are no rest of an interval.
take(0) -> [];
take(N) -> receive ping -> take(N); M -> [M | take(N - 1)] after 2000 -> [none] end.

attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
