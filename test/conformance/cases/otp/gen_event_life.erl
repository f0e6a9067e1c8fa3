%% gen_event: handlers that remove, swap and crash themselves, supervised handlers, hibernation, requests, errors.
-module(gen_event_life).
-export([main/0]).
-behaviour(gen_event).
-export([init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, format_status/2]).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    {ok, P} = gen_event:start_link({local, the_manager}),
    p(element(1, gen_event:start({local, the_manager}))),
    p([gen_event:add_handler(the_manager, H, A) || {H, A} <- [{?MODULE, 1}, {{?MODULE, b}, 2}, {{?MODULE, c}, hibernate}, {{?MODULE, d}, refuse},
                                                               {{?MODULE, e}, crash}, {no_module_here, x}, {?MODULE, again}]]),
    p(gen_event:which_handlers(P)),
    [begin gen_event:sync_notify(P, E), p(E), p(gen_event:which_handlers(P)) end || E <- [hello, {only, 2, remove}]],
    p(gen_event:add_handler(P, {?MODULE, s}, sleepy)),
    gen_event:sync_notify(P, {only, sleepy, {swap, {?MODULE, t}}}),
    p(gen_event:which_handlers(P)),
    p([gen_event:call(P, H, Q) || H <- [?MODULE, {?MODULE, t}, {?MODULE, nobody}], Q <- [name, {reply, "x"}]]),
    p(gen_event:call(P, {?MODULE, t}, crash)),
    p(gen_event:which_handlers(P)),
    p([gen_event:call(P, {?MODULE, c}, Q) || Q <- [bad_return, name]]),
    p(gen_event:add_handler(P, {?MODULE, c}, third)),
    p(attempt(fun() -> gen_event:call(P, {?MODULE, c}, slow, 5) end)),
    receive {R, _} when is_reference(R); R =:= slow_done -> ok after 60 -> ok end,
    R1 = gen_event:send_request(P, {?MODULE, c}, name),
    p(gen_event:wait_response(R1, 1000)),
    p(gen_event:call(P, {?MODULE, c}, {swap_call, {?MODULE, v}})),
    p(gen_event:delete_handler(P, {?MODULE, v}, enough)),
    p(gen_event:delete_handler(P, {?MODULE, v}, enough)),
    P ! a_message,
    gen_event:sync_notify(P, flush),
    supervised(P),
    p(sys:get_state(P)),
    p(gen_event:stop(P)),
    p(receive {'EXIT', P, W} -> W end),
    p(attempt(fun() -> gen_event:notify(the_manager, x) end)),
    p(attempt(fun() -> gen_event:sync_notify(the_manager, x) end)),
    {ok, Q} = gen_event:start(),
    gen_event:add_handler(Q, ?MODULE, last),
    M = monitor(process, Q),
    exit(Q, kill),
    p(receive {'DOWN', M, _, _, W2} -> W2 end).

%% Handlers tied to the process that added them.
supervised(P) ->
    p(gen_event:add_sup_handler(P, {?MODULE, sup1}, s1)),
    gen_event:sync_notify(P, {only, s1, remove}),
    p(receive {gen_event_EXIT, H1, W1} -> {H1, W1} end),
    p(gen_event:add_sup_handler(P, {?MODULE, sup2}, s2)),
    gen_event:sync_notify(P, {only, s2, crash}),
    p(receive {gen_event_EXIT, H2, {'EXIT', {W2, _}}} -> {H2, W2} end),
    Self = self(),
    Owner = spawn(fun() -> Self ! gen_event:add_sup_handler(P, {?MODULE, sup3}, s3), receive stop -> ok end end),
    p(receive ok -> added end),
    M = monitor(process, Owner),
    Owner ! stop,
    receive {'DOWN', M, _, _, _} -> ok end,
    gone(P, {?MODULE, sup3}),
    p(gen_event:which_handlers(P)),
    p(gen_event:add_sup_handler(P, {?MODULE, sup4}, s4)),
    p(gen_event:swap_sup_handler(P, {{?MODULE, sup4}, why}, {{?MODULE, sup5}, s5})),
    p(receive {gen_event_EXIT, H4, W4} -> {H4, W4} after 0 -> nothing end),
    p(gen_event:delete_handler(P, {?MODULE, sup5}, done)),
    p(receive {gen_event_EXIT, H5, W5} -> {H5, W5} after 100 -> nothing end).

gone(P, Handler) ->
    case lists:member(Handler, gen_event:which_handlers(P)) of
        true -> timer:sleep(1), gone(P, Handler);
        false -> ok
    end.

init(refuse) -> {error, refused};
init(crash) -> exit(in_init);
init(hibernate) -> {ok, hibernate, hibernate};
init({New, {terminated, Old}}) -> io:format("~p takes over from ~p~n", [New, Old]), {ok, New};
init({New, Other}) -> io:format("~p after ~p~n", [New, Other]), {ok, New};
init(Name) -> {ok, Name}.

handle_event({only, Name, What}, Name) -> act(What, Name);
handle_event({only, _, _}, Name) -> {ok, Name};
handle_event({only, X}, X) -> {ok, X};
handle_event(flush, Name) -> {ok, Name};
handle_event(_, hibernate) -> {ok, hibernate, hibernate};
handle_event(E, Name) -> io:format("~p: ~p~n", [Name, E]), {ok, Name}.

act(remove, _) -> remove_handler;
act(crash, _) -> error(crash);
act({swap, To}, Name) -> {swap_handler, swapped, Name, To, new}.

handle_call(name, Name) -> {ok, Name, Name};
handle_call({reply, X}, Name) -> {ok, X, Name};
handle_call(crash, _) -> error(crash);
handle_call(bad_return, _) -> nonsense;
handle_call(slow, Name) -> timer:sleep(30), {ok, slow_done, Name};
handle_call({swap_call, To}, Name) -> {swap_handler, swapping, args1, Name, To, fresh}.

handle_info(I, Name) -> io:format("~p: info ~p~n", [Name, I]), {ok, Name}.

terminate({error, {R, _}}, Name) -> io:format("~p ends: error ~p~n", [Name, R]), {terminated, Name};
terminate(Why, Name) -> io:format("~p ends: ~p~n", [Name, plain(Why)]), {terminated, Name}.

format_status(_, [_, Name]) -> {formatted, Name}.

plain({stop, P}) when is_pid(P) -> {stop, pid};
plain(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:{R, {gen_event, _, _}} -> {C, R};
          C:R -> {C, R}
    end.

p({error, {'EXIT', {R, [_ | _]}}}) -> p({error, {'EXIT', R}});
p({error, {already_started, P}}) when is_pid(P) -> p(already_started);
p({'EXIT', {R, [_ | _]}}) -> p({'EXIT', R});
p(L) when is_list(L) -> io:format("~tp~n", [[q(X) || X <- L]]);
p(X) -> io:format("~tp~n", [X]).

q({'EXIT', {R, [_ | _]}}) -> {'EXIT', R};
q(X) -> X.
