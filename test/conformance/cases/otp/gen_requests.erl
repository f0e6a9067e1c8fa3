%% Requests without waiting: gen:send_request and its collections through gen_server, gen_statem and gen_event; calls to
%% what is not there, to itself, with a timeout; multi_call and abcast to the own node.
-module(gen_requests).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3]).
-behaviour(gen_server).

init(S) -> {ok, S}.
handle_call(stop, _, S) -> {stop, normal, stopped, S};
handle_call({later, T}, From, S) -> erlang:send_after(T, self(), {reply, From, later}), {noreply, S};
handle_call(crash, _, _) -> exit(crashed);
handle_call(itself, _, S) -> {reply, catch gen_server:call(self(), x), S};
handle_call(silent, _, S) -> {noreply, S};
handle_call(M, _, S) -> {reply, {got, M, S}, S}.
handle_cast({tell, P, M}, S) -> P ! {cast, M, S}, {noreply, S}.
handle_info({reply, From, R}, S) -> gen_server:reply(From, R), {noreply, S};
handle_info({tell, P}, S) -> P ! {info, S}, {noreply, S}.
terminate(_, _) -> ok.
code_change(_, S, _) -> {ok, S}.

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {ok, A} = gen_server:start(?MODULE, a, []),
    {ok, B} = gen_server:start({local, gen_requests_b}, ?MODULE, b, []),
    R1 = gen_server:send_request(A, one),
    R2 = gen_server:send_request(gen_requests_b, two),
    p([gen_server:wait_response(R1, 1000), gen_server:receive_response(R2, 1000)]),
    R3 = gen_server:send_request(A, silent),
    p([gen_server:wait_response(R3, 0), gen_server:receive_response(R3, 1)]),
    R4 = gen_server:send_request(A, three),
    receive M -> p([gen_server:check_response(other, R4), gen_server:check_response(M, R4)]) end,
    C0 = gen_server:reqids_new(),
    C1 = gen_server:send_request(A, c1, l1, C0),
    C2 = gen_server:send_request(B, {later, 20}, l2, C1),
    C3 = gen_server:reqids_add(gen_server:send_request(A, c3), l3, C2),
    p([gen_server:reqids_size(C0), gen_server:reqids_size(C3), lists:sort([L || {_, L} <- gen_server:reqids_to_list(C3)])]),
    collect(C3),
    p(attempt(fun() -> gen_server:reqids_add(not_one, l, C0) end)),
    p(attempt(fun() -> gen_server:wait_response(C0, 0) end)),
    p(gen_server:receive_response(gen_server:send_request(A, crash), 1000)),
    p(gen_server:receive_response(gen_server:send_request(A, dead), 1000)),
    p(gen_server:receive_response(gen_server:send_request(nobody_there, x), 1000)),
    p([attempt(fun() -> gen_server:call(A, x) end), attempt(fun() -> gen_server:call(nobody_there, x) end),
       attempt(fun() -> gen_server:call({nobody_there, node()}, x) end), attempt(fun() -> gen_server:call(B, silent, 1) end)]),
    p(gen_server:call(B, itself)),
    p(gen_server:multi_call([node()], gen_requests_b, m)),
    p(gen_server:multi_call([node()], nobody_there, m)),
    p([gen_server:abcast([node()], gen_requests_b, {tell, self(), ab}), gen_server:abcast(gen_requests_b, {tell, self(), ab2}),
       gen_server:cast(nobody_there, x)]),
    [receive {cast, _, _} = X -> p(X) end || _ <- [1, 2]],
    B ! {tell, self()},
    receive {info, S} -> p(S) end,
    p(gen_server:call(B, stop)),
    {ok, {D, Mon}} = gen_server:start_monitor(?MODULE, d, []),
    p([gen_server:call(D, d), gen_server:stop(D)]),
    receive {'DOWN', Mon, process, D, W} -> p(W) end,
    p(attempt(fun() -> gen_server:stop(D) end)),
    p(attempt(fun() -> gen_server:stop(nobody_there, shutdown, 10) end)),
    p(attempt(fun() -> gen_server:start({local, "no atom"}, ?MODULE, x, []) end)),
    p(gen_server:start({local, gen_requests_x}, nomodule, x, [])),
    {ok, E} = gen_server:start(?MODULE, e, [{hibernate_after, 1}, {spawn_opt, [{priority, high}]}, {timeout, 1000}]),
    p([gen_server:call(E, e), process_info(E, priority)]).

collect(C) ->
    case gen_server:wait_response(C, 1000, true) of
        no_request -> p(no_request);
        {R, L, Rest} -> p({R, L, gen_server:reqids_size(Rest)}), collect(Rest)
    end.

attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
