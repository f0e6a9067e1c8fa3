%% Large output: senders wait while a port is busy, nothing is lost or mixed, and output that
%% waits when the port is closed is still written.
-module(ports_busy).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    suspended(), echo(), closing(), killed(), many(), nosuspend_sends().

suspended() ->
    P = open_port({spawn, "sleep 20"}, [out]),
    Big = binary:copy(<<"a">>, 200000),
    io:format("~p~n", [[port_command(P, Big, [nosuspend]) || _ <- [1, 2, 3]]]),
    Me = self(),
    A = spawn_link(fun() -> P ! {Me, {command, "x"}}, receive after 1 -> Me ! sent end end),
    B = spawn_link(fun() -> Me ! {command, try port_command(P, "y") catch error:R -> R end} end),
    wait(fun() -> lists:usort([process_info(X, status) || X <- [A, B]]) =:= [{status, suspended}] end),
    io:format("both wait~n"),
    C = spawn(fun() -> port_command(P, "never") end),
    wait(fun() -> process_info(C, status) =:= {status, suspended} end),
    exit(C, kill),
    exit(P, kill),
    io:format("~p~n", [lists:sort([tidy(next()) || _ <- lists:seq(1, 5)])]).

echo() ->
    P = open_port({spawn, "cat"}, [binary]),
    Block = << <<N:32>> || N <- lists:seq(1, 5000) >>,
    Me = self(),
    spawn_link(fun() -> [port_command(P, Block) || _ <- lists:seq(1, 50)], Me ! done end),
    Data = read(P, 50 * byte_size(Block), []),
    io:format("echo ~p~n", [Data =:= binary:copy(Block, 50)]),
    receive done -> ok end, receive {'EXIT', _, normal} -> ok end, port_close(P), {'EXIT', P, normal} = next().

%% The port is gone for processes, but what was sent arrives.
closing() ->
    File = "/tmp/beamc_ports_busy." ++ os:getpid(),
    P = open_port({spawn, "sh -c 'sleep 0.3; cat > " ++ File ++ "; mv " ++ File ++ " " ++ File ++ ".done'"}, [out]),
    port_command(P, binary:copy(<<"b">>, 300000)),
    P ! {self(), close},
    {'EXIT', P, normal} = next(),
    io:format("closing ~p ~p~n", [erlang:port_info(P, links), erlang:port_info(P, output)]),
    {P, closed} = next(),
    wait(fun() -> case file:read_file_info(File ++ ".done") of {ok, _} -> true; _ -> false end end),
    {ok, Bin} = file:read_file(File ++ ".done"),
    io:format("closing ~p~n", [byte_size(Bin)]),
    file:delete(File ++ ".done").

killed() ->
    P = open_port({spawn, "sleep 5"}, [out]),
    port_command(P, binary:copy(<<"b">>, 300000)),
    M = monitor(port, P),
    exit(P, kill),
    {'EXIT', P, killed} = next(), {'DOWN', M, port, P, killed} = next(),
    io:format("killed ~p~n", [lists:member(P, erlang:ports())]).

%% Many programs at once, from many processes.
many() ->
    Me = self(),
    Pids = [spawn_link(fun() -> Me ! {self(), [run(I * 10 + J) || J <- lists:seq(1, 4)]} end) || I <- lists:seq(1, 12)],
    Results = lists:append([receive {Pid, R} -> R end || Pid <- Pids]),
    [receive {'EXIT', Pid, normal} -> ok end || Pid <- Pids],
    io:format("many ~p ~p~n", [length(Results), lists:usort(Results)]).

run(N) ->
    P = open_port({spawn, "sh -c 'exit " ++ integer_to_list(N rem 7) ++ "'"}, [exit_status]),
    receive {P, {exit_status, S}} -> S =:= N rem 7 end.

nosuspend_sends() ->
    P = open_port({spawn, "sleep 5"}, [out]),
    Big = {self(), {command, binary:copy(<<"b">>, 300000)}},
    io:format("~p~n", [[erlang:send(P, Big, [nosuspend]), erlang:send(P, Big, [nosuspend]),
                        erlang:send_nosuspend(P, Big), erlang:send_nosuspend(P, Big, [])]]),
    exit(P, kill), {'EXIT', P, killed} = next().

read(_, 0, Sofar) -> iolist_to_binary(lists:reverse(Sofar));
read(P, Left, Sofar) ->
    receive {P, {data, D}} -> read(P, Left - byte_size(D), [D | Sofar]) after 5000 -> timeout end.

next() -> receive M -> M after 5000 -> timeout end.
wait(F) -> case F() of true -> ok; false -> timer:sleep(5), wait(F) end.
tidy({'EXIT', P, R}) -> {'EXIT', is_port(P), R};
tidy(M) -> M.
