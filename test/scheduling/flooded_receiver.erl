%% REQUIRES: runtime
%% RUN: mkdir -p %t.ebin && %erlc -o %t.ebin %s && %beamc build %t.ebin --main flooded_receiver:main -o %t.exe
%% RUN: env BEAMC_SCHEDULERS=2 timeout 100 %t.exe timers | FileCheck %s
%% RUN: env BEAMC_SCHEDULERS=2 timeout 100 %t.exe stop | FileCheck --check-prefix=STOP %s
%% RUN: %beamc build %t.ebin --main flooded_receiver:main --boot=full -o %t.full
%% RUN: env BEAMC_SCHEDULERS=2 timeout --preserve-status --kill-after=60 2 %t.full forever
%% Processes of priority normal and low send to one of priority high without end. Timers, init:stop and SIGTERM work
%% all the same.
-module(flooded_receiver).
-export([main/1]).

main([What]) ->
    Server = spawn_opt(fun() -> server(0) end, [{priority, high}]),
    Senders = [spawn_opt(fun() -> send(Server, P) end, [{priority, P}])
               || _ <- lists:seq(1, 2), P <- [normal, low]],
    run(list_to_atom(What), [Server | Senders]).

%% CHECK: slept true
%% CHECK: ticked true
%% CHECK: ended
run(timers, Processes) ->
    Start = now_ms(),
    timer:sleep(500),
    io:format("slept ~p~n", [now_ms() - Start < 10000]),
    erlang:start_timer(100, self(), tick),
    receive {timeout, _, tick} -> io:format("ticked ~p~n", [now_ms() - Start < 20000]) end,
    Monitors = [monitor(process, P) || P <- Processes],
    [exit(P, kill) || P <- Processes],
    [receive {'DOWN', M, _, _, killed} -> ok end || M <- Monitors],
    io:format("ended~n");
%% STOP: stopping
run(stop, _) ->
    timer:sleep(300),
    io:format("stopping~n"),
    init:stop(),
    receive never -> ok end;
run(forever, _) ->
    receive never -> ok end.

%% Slower than the senders would fill the memory: each waits for an answer now and then.
server(N) ->
    receive
        {From, answer} -> From ! answer, server(N + 1);
        _ -> server(N + 1)
    end.

send(Server, P) -> send(Server, P, 1000).

send(Server, P, 0) ->
    Server ! {self(), answer},
    receive answer -> send(Server, P, 1000) end;
send(Server, P, N) ->
    Server ! P,
    send(Server, P, N - 1).

now_ms() -> erlang:monotonic_time(millisecond).
