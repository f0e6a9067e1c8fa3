%% schedulers_online, multi_scheduling and the scheduler of a process: values, errors, and that they have an effect.
-module(processes_multi_scheduling).
-export([main/0]).

main() ->
    N = erlang:system_info(schedulers),
    p(state(N)),
    [p({Flag, V, try_it(fun() -> erlang:system_flag(Flag, V) end)})
     || Flag <- [schedulers_online, dirty_cpu_schedulers_online], V <- [0, -1, a, 9999, 1.0, 1 bsl 70]],
    %% One scheduler runs everything.
    p(erlang:system_flag(schedulers_online, 1) =:= N),
    p(erlang:system_info(schedulers_online)),
    p(erlang:system_info(schedulers_state) =:= {N, 1, 1}),
    p(lists:usort(ids())),
    p(receive after 10 -> timeout end),
    p(erlang:system_flag(schedulers_online, N)),
    p(state(N)),
    %% Blocks count by process, and both kinds by themselves.
    [p({V, try_it(fun() -> erlang:system_flag(multi_scheduling, V) end)}) || V <- [foo, 1, true, enabled]],
    [p({V, erlang:system_flag(multi_scheduling, V), blocked()})
     || V <- [unblock, block, block, block_normal, unblock, unblock, unblock_normal, unblock_normal, block_normal,
              unblock_normal]],
    p(state(N)),
    erlang:system_flag(multi_scheduling, block),
    p(lists:usort(ids())),
    p(erlang:system_flag(multi_scheduling, unblock)),
    %% The end of a process releases its blocks.
    S = self(),
    {P, M} = spawn_monitor(fun() -> S ! erlang:system_flag(multi_scheduling, block), receive stop -> ok end end),
    p(receive X -> X end),
    p(erlang:system_info(multi_scheduling_blockers) =:= [P]),
    p(erlang:system_flag(multi_scheduling, unblock)),
    p(erlang:system_flag(multi_scheduling, block)),
    p(lists:sort(erlang:system_info(multi_scheduling_blockers)) =:= lists:sort([P, S])),
    P ! stop,
    receive {'DOWN', M, _, _, Reason} -> p(Reason) end,
    p(erlang:system_info(multi_scheduling_blockers) =:= [S]),
    p(erlang:system_flag(multi_scheduling, unblock)),
    %% Binding.
    [p({V, try_it(fun() -> process_flag(scheduler, V) end)}) || V <- [0, 1, 0, N + 1, -1, a, 1.0]],
    p([begin process_flag(scheduler, I), erlang:system_info(scheduler_id) =:= I end || I <- lists:seq(1, N)]),
    p(process_flag(scheduler, 0) =:= N),
    p([begin
           spawn_opt(fun() -> S ! {erlang:system_info(scheduler_id), process_flag(scheduler, 0)} end, [{scheduler, I}]),
           receive Y -> Y =:= {I, I} end
       end || I <- lists:seq(1, N)]),
    [p({V, try_it(fun() -> spawn_opt(fun() -> ok end, [{scheduler, V}]) end)}) || V <- [N + 1, -1, a]],
    %% Bound processes are woken, preempted and killed as others are.
    Bound = [spawn_opt(fun() -> spin(0) end, [{scheduler, 1}, monitor]) || _ <- [1, 2, 3]],
    process_flag(scheduler, 1),
    p(receive after 10 -> timeout end),
    [exit(B, kill) || {B, _} <- Bound],
    p([receive {'DOWN', R, _, _, Why} -> Why end || {_, R} <- Bound]).

state(N) ->
    {N, N, _} = erlang:system_info(schedulers_state), % the third follows in OTP's own time
    {erlang:system_info(schedulers_online) =:= N, erlang:system_info(multi_scheduling), blocked()}.

blocked() ->
    {length(erlang:system_info(multi_scheduling_blockers)),
     length(erlang:system_info(normal_multi_scheduling_blockers))}.

%% On which schedulers processes run.
ids() ->
    S = self(),
    [spawn(fun() -> lists:sum(lists:seq(1, 20000)), S ! {id, erlang:system_info(scheduler_id)} end) || _ <- lists:seq(1, 20)],
    [receive {id, I} -> I end || _ <- lists:seq(1, 20)].

spin(N) -> spin(N + 1).

try_it(F) ->
    try F() catch C:R -> {C, R} end.

p(X) -> io:format("~tp~n", [X]).
