%% proc_lib: start with acknowledgements, failures, time-outs and monitors, initial calls, hibernate, stop.
-module(proc_lib_functions).
-export([main/0]).
-export([started/2, awake/2, idle/0]).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    [p({How, F, settle(apply(proc_lib, F, [?MODULE, started, [self(), How]]))})
     || F <- [start, start_link], How <- [ack, ack_value, ack_error, exit, error, throw, normal]],
    p(settle(proc_lib:start(?MODULE, started, [self(), silent], 20))),
    p(settle(proc_lib:start_link(?MODULE, started, [self(), silent], 20))),
    {{ok, M}, R} = proc_lib:start_monitor(?MODULE, started, [self(), ack]),
    p(is_reference(R)),
    M ! stop,
    p(receive {'DOWN', R, process, M, Why} -> Why end),
    p(begin {E, R2} = proc_lib:start_monitor(?MODULE, started, [self(), exit]), {E, receive {'DOWN', R2, process, _, W2} -> W2 end} end),
    initial_calls(),
    hibernating(),
    stopping(),
    p([attempt(fun() -> proc_lib:start(?MODULE, started, x) end), attempt(fun() -> proc_lib:spawn(x) end),
       attempt(fun() -> proc_lib:spawn_opt(fun() -> ok end, [nonsense]) end),
       attempt(fun() -> proc_lib:stop(nobody_there) end),
       attempt(fun() -> proc_lib:init_ack(x, y) end)]).

started(Parent, ack) -> proc_lib:init_ack(Parent, {ok, self()}), idle();
started(_, ack_value) -> proc_lib:init_ack({any, "value"}), idle();
started(Parent, ack_error) -> proc_lib:init_ack(Parent, {error, refused}), exit(normal);
started(_, exit) -> exit(no_start);
started(_, error) -> error(no_start);
started(_, throw) -> throw(no_start);
started(_, normal) -> ok;
started(_, silent) -> idle().

idle() -> receive stop -> ok; {stop, Why} -> exit(Why) end.

%% Results without pids and stack traces; processes that live are ended.
settle({ok, P}) when is_pid(P) ->
    unlink(P),
    exit(P, kill),
    flush({ok, a_pid});
settle({error, {R, [_ | _]}}) -> flush({error, {R, trace}});
settle({error, {{nocatch, R}, [_ | _]}}) -> flush({error, {nocatch, R}});
settle(X) -> flush(X).

flush(X) -> flush(X, []).
flush(X, Acc) ->
    receive
        {'EXIT', _, {R, [_ | _]}} -> flush(X, [{R, trace} | Acc]);
        {'EXIT', _, R} -> flush(X, [R | Acc])
    after 20 -> {X, lists:usort(Acc)}
    end.

initial_calls() ->
    P1 = proc_lib:spawn(?MODULE, idle, []),
    P2 = proc_lib:spawn_link(fun() -> idle() end),
    P3 = proc_lib:spawn_opt(?MODULE, idle, [], [link, {priority, high}]),
    {P4, _} = proc_lib:spawn_opt(fun() -> idle() end, [monitor]),
    P5 = spawn(?MODULE, idle, []),
    timer:sleep(20),
    p([proc_lib:initial_call(P) || P <- [P1, P2, P3, P4, P5]]),
    p([proc_lib:translate_initial_call(P) || P <- [P1, P2, P3, P4, P5]]),
    p([proplists:get_value('$initial_call', element(2, process_info(P, dictionary))) || P <- [P1, P3, P5]]),
    p([length(proplists:get_value('$ancestors', element(2, process_info(P, dictionary)))) >= 1 || P <- [P1, P2]]),
    [begin unlink(P), exit(P, kill) end || P <- [P1, P2, P3, P4, P5]].

hibernating() ->
    Self = self(),
    P = proc_lib:spawn(fun() -> Self ! asleep, proc_lib:hibernate(?MODULE, awake, [Self, kept]) end),
    receive asleep -> ok end,
    P ! {Self, go},
    p(receive {P, X} -> X end).

awake(Parent, Kept) -> receive {Parent, go} -> Parent ! {self(), {awake, Kept}} end.

stopping() ->
    {ok, P} = gen_event:start(),
    p(proc_lib:stop(P)),
    {ok, Q} = gen_event:start(),
    p(proc_lib:stop(Q, shutdown, 1000)),
    S = proc_lib:spawn(?MODULE, idle, []),
    p(attempt(fun() -> proc_lib:stop(S, normal, 20) end)),
    exit(S, kill),
    flush(ok).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F() of
        V when is_pid(V) -> a_pid;
        V -> V
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
