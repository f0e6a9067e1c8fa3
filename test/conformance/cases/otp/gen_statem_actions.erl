%% gen_statem with one callback: all kinds of actions and time-outs, postponing, inserted events, hibernation, changes of
%% the callback module, replies, and how it stops.
-module(gen_statem_actions).
-export([main/0]).
-behaviour(gen_statem).
-export([init/1, callback_mode/0, handle_event/4, terminate/3, format_status/2]).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    register(tester, self()),
    {ok, P} = gen_statem:start_link(?MODULE, {idle, []}, []),
    p([gen_statem:call(P, Q) || Q <- [{echo, 1}, insert, {set, busy}, {echo, 2}, insert, trace]]),
    gen_statem:cast(P, {postponed, 1}),
    gen_statem:cast(P, {postponed, 2}),
    p([gen_statem:call(P, Q) || Q <- [trace, {set, idle}, trace]]),
    [begin gen_statem:call(P, {timer, Kind, 5}), p(receive {fired, T, Why} -> {Kind, T, Why} end) end || Kind <- [event, state, generic]],
    gen_statem:call(P, {timer, state, 100000}),
    p([gen_statem:call(P, Q) || Q <- [{set, other}, trace]]),
    gen_statem:call(P, {timer, generic, 100000}),
    p([gen_statem:call(P, Q) || Q <- [{update, generic}, cancel, trace]]),
    p(gen_statem:call(P, zero)),
    p([receive {fired, T0, W0} -> {T0, W0} end || _ <- [1, 2, 3]]),
    p(gen_statem:call(P, trace)),
    P ! {info, self()},
    p(receive {seen, S} -> S end),
    p([gen_statem:call(P, hibernate), gen_statem:call(P, thrown)]),
    p(gen_statem:call(P, many_replies)),
    R1 = gen_statem:send_request(P, {echo, async}),
    p(gen_statem:wait_response(R1, 1000)),
    R2 = gen_statem:send_request(P, {echo, checked}),
    p(receive M -> gen_statem:check_response(M, R2) end),
    p(attempt(fun() -> gen_statem:call(P, silence, 10) end)),
    p(element(1, sys:get_state(P))),
    {status, _, {module, gen_statem}, [_, running, _, _, Status]} = sys:get_status(P),
    p([X || {data, [{"State", X}]} <- Status]),
    p(gen_statem:stop(P)),
    receive {'EXIT', P, W} -> p(W) end,
    [begin
         {ok, Q} = gen_statem:start(?MODULE, {idle, []}, []),
         M2 = monitor(process, Q),
         p({How, attempt(fun() -> gen_statem:call(Q, {stop, How}) end), receive {'DOWN', M2, _, _, Y} -> reason(Y) end})
     end || How <- [stop, stop_reason, stop_and_reply, bad_return, bad_action, crash, exit]],
    [p({I, reason(gen_statem:start_link(?MODULE, I, []))}) || I <- [ignore, {stop, no}, {bad}, {crash}]],
    receive {'EXIT', _, _} -> ok after 10 -> ok end,
    {ok, N} = gen_statem:start({local, the_machine}, ?MODULE, {idle, []}, []),
    p([gen_statem:call(the_machine, {echo, x}), element(1, gen_statem:start({local, the_machine}, ?MODULE, {idle, []}, []))]),
    p(gen_statem:call({the_machine, node()}, {echo, y})),
    gen_statem:stop(N),
    p(attempt(fun() -> gen_statem:call(the_machine, x) end)).

callback_mode() -> [handle_event_function, state_enter].

init(ignore) -> ignore;
init({stop, R}) -> {stop, R};
init({bad}) -> nonsense;
init({crash}) -> error(in_init);
init({State, Trace}) -> {ok, State, Trace}.

handle_event(enter, Old, State, T) -> {keep_state, [{enter, Old, State} | T]};
handle_event({call, F}, {echo, X}, State, _) -> {keep_state_and_data, {reply, F, {State, X}}};
handle_event({call, F}, trace, _, T) -> {keep_state, [], {reply, F, lists:reverse(T)}};
handle_event({call, F}, insert, _, T) ->
    {keep_state, [first | T], [{next_event, internal, one}, {next_event, cast, two}, {next_event, info, three}, {reply, F, ok}]};
handle_event(internal, one, _, T) -> {keep_state, [{internal, one} | T]};
handle_event(cast, two, _, T) -> {keep_state, [{cast, two} | T]};
handle_event(info, three, _, T) -> {keep_state, [{info, three} | T]};
handle_event({call, F}, {set, State}, _, T) -> {next_state, State, [{set, State} | T], [{reply, F, set}]};
handle_event(cast, {postponed, _}, busy, _) -> {keep_state_and_data, [postpone]};
handle_event(cast, {postponed, N}, _, T) -> {keep_state, [{late, N} | T]};
handle_event({call, F}, {timer, event, Ms}, _, _) -> {keep_state_and_data, [{reply, F, ok}, {timeout, Ms, why}]};
handle_event({call, F}, {timer, state, Ms}, _, _) -> {keep_state_and_data, [{reply, F, ok}, {state_timeout, Ms, why}]};
handle_event({call, F}, {timer, generic, Ms}, _, _) -> {keep_state_and_data, [{reply, F, ok}, {{timeout, named}, Ms, why}]};
handle_event({call, F}, {update, generic}, _, _) -> {keep_state_and_data, [{reply, F, updated}, {{timeout, named}, update, other}]};
handle_event({call, F}, cancel, _, _) -> {keep_state_and_data, [{reply, F, cancelled}, {{timeout, named}, cancel}]};
handle_event({call, F}, zero, _, _) ->
    {keep_state_and_data, [{timeout, 0, event}, {state_timeout, 0, state}, {{timeout, a}, 0, a}, {reply, F, zero}]};
handle_event(Type, Why, _, T) when Type =:= timeout; Type =:= state_timeout; element(1, Type) =:= timeout ->
    tester ! {fired, Type, Why},
    {keep_state, [{Type, Why} | T]};
handle_event(info, {info, From}, State, T) -> From ! {seen, {State, info}}, {keep_state, T};
handle_event({call, F}, hibernate, _, _) -> {keep_state_and_data, [{reply, F, sleeping}, hibernate]};
handle_event({call, F}, many_replies, _, _) -> gen_statem:reply([{reply, F, many}]), keep_state_and_data;
handle_event({call, _}, silence, _, _) -> keep_state_and_data;
handle_event({call, F}, {stop, stop_and_reply}, _, _) -> {stop_and_reply, done, [{reply, F, bye}]};
handle_event({call, _}, {stop, stop}, _, _) -> stop;
handle_event({call, _}, {stop, stop_reason}, _, T) -> {stop, because, T};
handle_event({call, _}, {stop, bad_return}, _, _) -> nonsense;
handle_event({call, _}, {stop, bad_action}, _, _) -> {keep_state_and_data, [{no_action, 1}]};
handle_event({call, _}, {stop, crash}, _, _) -> error(crash);
handle_event({call, _}, {stop, exit}, _, _) -> exit(out);
handle_event({call, F}, thrown, _, _) -> throw({keep_state_and_data, {reply, F, thrown}}).

terminate(R, State, _) -> io:format("terminate ~p ~p~n", [reason(R), State]).

format_status(_, [_, State, Data]) -> [{data, [{"State", {State, length(Data)}}]}].

%% Without stack traces.
reason({R, [{M, _, _, _} | _]}) when is_atom(M) -> {R, trace};
reason({error, R}) -> {error, reason(R)};
reason(R) -> R.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:{R, {gen_statem, call, _}} -> {C, reason(R)};
          C:R -> {C, reason(R)}
    end.

p(X) -> io:format("~tp~n", [X]).
