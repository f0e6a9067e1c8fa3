%% Messages to ports, links, monitors, names, owners, and the ends of ports.
-module(ports_signals).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    [begin io:format("~p~n", [Name]), test(Name), io:format("  left ~p~n", [all(20)]) end || Name <- tests()],
    ok.

tests() ->
    [commands, close_message, bad_messages, other_owner, connect_message, connect_function, link_monitor,
     dead_port, exit_signals, names, monitor_kinds, links_of_others, owner_ends, owner_unlinked, eof_then_write,
     write_to_reader, packet_too_long, data_of_port, bad_arguments, untrapped].

cat() -> open_port({spawn, "cat"}, [binary]).
try_(F) -> try F() catch C:R -> {C, R} end.
show(X) -> io:format("  ~p~n", [X]).
all(T) -> receive M -> [M | all(T)] after T -> [] end.
next() -> receive M -> M after 3000 -> timeout end.
stop(P) -> unlink(P), port_close(P), receive {'EXIT', P, _} -> ok after 0 -> ok end.

test(commands) ->
    P = cat(),
    P ! {self(), {command, [<<"h">>, "i"]}}, show(next()),
    port_command(P, "again"), show(next()),
    show(erlang:send(P, {self(), {command, "more"}}, [nosuspend])), show(next()),
    show(erlang:port_info(P, input)), show(erlang:port_info(P, output)),
    show(erlang:port_info(P, name)), show(erlang:port_info(P, connected) =:= {connected, self()}),
    show(erlang:port_info(P, links) =:= {links, [self()]}), show(erlang:port_info(P, queue_size)),
    show([element(1, I) || I <- erlang:port_info(P)]),
    show([element(1, erlang:port_info(P, I)) || I <- [monitors, monitored_by, memory, parallelism, locking, id, os_pid]]),
    show(erlang:port_info(P, registered_name)),
    show(lists:member(P, erlang:ports())), show(lists:member(P, element(2, process_info(self(), links)))),
    stop(P), show(lists:member(P, erlang:ports())), show(lists:member(P, element(2, process_info(self(), links))));
test(close_message) ->
    P = cat(),
    P ! {self(), close}, show([next(), next()]);
test(bad_messages) ->
    P = cat(),
    [begin P ! M, show({M, next()}) end
     || M <- [junk, {self(), junk}, {self(), {connect, foo}}, {self(), {command}}, {foo, close}]],
    show(erlang:port_info(P, connected) =:= {connected, self()}),
    stop(P);
test(other_owner) ->
    P = cat(),
    Other = spawn_link(fun() -> receive stop -> ok end end),
    [begin P ! {Other, M}, show({M, next()}) end || M <- [close, {command, "x"}, {connect, self()}]],
    Me = self(),
    spawn_link(fun() -> P ! {Me, {command, "from another"}} end),
    show(lists:sort([tidy(next()), tidy(next())])),
    Other ! stop, show(tidy(next())), stop(P);
test(connect_message) ->
    P = cat(), Me = self(),
    Other = spawn_link(fun() -> Me ! {other, next()} end),
    P ! {self(), {connect, Other}}, show(next()),
    show(erlang:port_info(P, connected) =:= {connected, Other}),
    show(erlang:port_info(P, links) =:= {links, [self()]}),
    port_command(P, "to the new owner"), show(tidy(next())), show(tidy(next())),
    show(is_list(erlang:port_info(P))), stop(P);
test(connect_function) ->
    P = cat(),
    Other = spawn_link(fun() -> next(), next() end),
    show(port_connect(P, Other)),
    show(lists:sort(element(2, erlang:port_info(P, links))) =:= lists:sort([self(), Other])),
    show(try_(fun() -> port_connect(P, foo) end)),
    M = monitor(port, P),
    Other ! a, Other ! b,
    show(element(1, next())), show([element(1, next()), element(1, next())]),
    demonitor(M);
test(link_monitor) ->
    P = cat(),
    M = monitor(port, P),
    show(element(2, process_info(self(), monitors)) =:= [{port, P}]),
    show(erlang:port_info(P, monitored_by) =:= {monitored_by, [self()]}),
    show(demonitor(M)), show(erlang:port_info(P, monitored_by)),
    M2 = monitor(port, P, [{tag, {my, tag}}]),
    show(link(P)), show(unlink(P)), show(erlang:port_info(P, links)), show(link(P)),
    show(exit(P, boo)),
    {'EXIT', P, Why} = next(), {{my, tag}, M2, port, P, Why2} = next(), show({Why, Why2});
test(dead_port) ->
    P = cat(), stop(P),
    P ! {self(), {command, "lost"}}, P ! junk,
    show([try_(F) || F <- [fun() -> port_command(P, "x") end, fun() -> port_close(P) end,
                           fun() -> port_connect(P, self()) end, fun() -> erlang:port_info(P) end,
                           fun() -> erlang:port_info(P, name) end, fun() -> port_control(P, 1, "") end,
                           fun() -> exit(P, x) end, fun() -> unlink(P) end, fun() -> register(dead_one, P) end]]),
    M = monitor(port, P), {'DOWN', M, port, P, Why} = next(), show(Why),
    show(link(P)), {'EXIT', P, Why2} = next(), show(Why2),
    process_flag(trap_exit, false), show(try_(fun() -> link(P) end)), process_flag(trap_exit, true);
test(exit_signals) ->
    [begin
         P = cat(), M = monitor(port, P), exit(P, Reason),
         {'EXIT', P, R1} = next(), {'DOWN', M, port, P, R2} = next(),
         show({Reason, R1, R2})
     end || Reason <- [normal, kill, shutdown, badsig]];
test(names) ->
    P = cat(),
    show(register(pp, P)), show(whereis(pp) =:= P), show(erlang:port_info(P, registered_name)),
    show(erlang:port_info(pp, name)), show(lists:member(pp, registered())),
    show(try_(fun() -> register(pp2, P) end)), show(try_(fun() -> register(pp, self()) end)),
    pp ! {self(), {command, "named"}}, show(next()),
    show(port_command(pp, "named too")), show(next()),
    show(unregister(pp)), show(whereis(pp)), show(register(pp3, P)),
    M = monitor(port, pp3),
    show(port_close(pp3)), {'EXIT', P, normal} = next(),
    {'DOWN', M, port, What, normal} = next(), show(What),
    show(whereis(pp3)), show(try_(fun() -> pp3 ! x end));
test(monitor_kinds) ->
    P = cat(), register(named_port, P), register(named_process, self()),
    [show(try_(fun() -> M = monitor(Kind, Item), {'DOWN', M, K, I, R} = next(), {K, I, R} end))
     || {Kind, Item} <- [{port, no_such_name}, {port, self()}, {port, named_process}, {process, P},
                         {process, named_port}, {port, "x"}]],
    unregister(named_process), stop(P);
test(links_of_others) ->
    P = cat(), unlink(P),
    A = spawn(fun() -> link(P), next() end),
    wait(fun() -> erlang:port_info(P, links) =:= {links, [A]} end),
    A ! go, wait(fun() -> erlang:port_info(P, links) =:= {links, []} end),
    show(is_list(erlang:port_info(P))), % a normal end of one that does not own it
    M = monitor(port, P),
    spawn(fun() -> link(P), exit(foo) end),
    {'DOWN', M, port, P, Why} = next(), show(Why);
test(owner_ends) ->
    Me = self(),
    [begin
         S = spawn(fun() -> Me ! cat(), next(), exit(Reason) end),
         P = next(), M = monitor(port, P), S ! go,
         {'DOWN', M, port, P, Why} = next(), show({Reason, Why})
     end || Reason <- [normal, bad, kill]];
test(owner_unlinked) ->
    Me = self(),
    {S, R} = spawn_monitor(fun() -> P = cat(), unlink(P), Me ! P, next() end),
    P = next(), S ! go, {'DOWN', R, _, _, normal} = next(),
    show(is_list(erlang:port_info(P))), show(port_close(P)), show(erlang:port_info(P));
test(eof_then_write) ->
    P = open_port({spawn, "true"}, [eof]), show(tidy(next())),
    show(port_command(P, "x")), exit(P, kill), {'EXIT', P, _} = next();
test(write_to_reader) ->
    P = open_port({spawn, "sleep 3"}, [in]),
    show(port_command(P, "x")), show(tidy(next()));
test(packet_too_long) ->
    [begin
         P = open_port({spawn, "cat"}, [{packet, N}, binary]),
         show(port_command(P, binary:copy(<<"a">>, L))),
         case next() of
             {P, {data, D}} -> show({echo, byte_size(D)}), stop(P);
             Other -> show(tidy(Other))
         end
     end || {N, L} <- [{1, 255}, {1, 256}, {2, 256}, {2, 65535}, {2, 65536}, {4, 70000}]];
test(data_of_port) ->
    P = cat(),
    show(erlang:port_get_data(P)), show(erlang:port_set_data(P, {a, [<<"term">>]})), show(erlang:port_get_data(P)),
    show(erlang:port_set_data(P, small)), show(erlang:port_get_data(P)), stop(P),
    show(try_(fun() -> erlang:port_get_data(P) end)), show(try_(fun() -> erlang:port_set_data(P, 1) end));
test(bad_arguments) ->
    P = cat(),
    show([try_(F) || F <- [fun() -> port_command(P, "x", [force]) end, fun() -> port_command(P, "x", [bad]) end,
                           fun() -> port_command(P, "x", bad) end, fun() -> port_command(foo, "x") end,
                           fun() -> port_close(foo) end, fun() -> port_connect(foo, self()) end,
                           fun() -> port_control(P, 1, "x") end, fun() -> port_control(P, a, "x") end,
                           fun() -> erlang:port_call(P, 1, "x") end, fun() -> erlang:port_info(P, foo) end,
                           fun() -> erlang:port_info("x") end, fun() -> erlang:port_info(foo) end,
                           fun() -> port_to_list(x) end, fun() -> link(foo) end, fun() -> unlink(foo) end]]),
    stop(P);
test(untrapped) ->
    {_, R} = spawn_monitor(fun() -> P = cat(), exit(P, boom), next() end),
    {'DOWN', R, _, _, Why} = next(), show(Why),
    {_, R2} = spawn_monitor(fun() -> P = cat(), port_close(P), P ! x, exit(fine) end),
    {'DOWN', R2, _, _, Why2} = next(), show(Why2),
    {_, R3} = spawn_monitor(fun() -> P = cat(), P ! junk, next() end),
    {'DOWN', R3, _, _, Why3} = next(), show(Why3).

wait(F) -> case F() of true -> ok; false -> timer:sleep(2), wait(F) end.

tidy({'EXIT', P, R}) when is_pid(P) -> {'EXIT', pid, R};
tidy(M) -> M.
