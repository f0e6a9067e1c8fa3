%% A hibernating process goes on in the newest version of its function's module.
-module(code_hibernate).
-export([main/0]).
-include("versions.hrl").

main() ->
    {module, hot} = erlang:load_module(hot, beam(1, hot)),
    Sleepers = [sleeper() || _ <- lists:seq(1, 3)],
    p([ask(P, version) || P <- Sleepers]),
    Hibernating = [hibernating() || _ <- lists:seq(1, 3)],
    {module, hot} = erlang:load_module(hot, beam(2, hot)),
    p([erlang:check_process_code(P, hot) || P <- Hibernating]),
    [newest(P) || P <- Sleepers],
    p(purge_softly(hot)),
    {module, hot} = erlang:load_module(hot, beam(1, hot)),
    [newest(P) || P <- Sleepers],
    p(purge_softly(hot)),
    {module, hot} = erlang:load_module(hot, beam(2, hot)),
    p([ask(P, version) || P <- Hibernating]),
    [exit(P, kill) || P <- Sleepers ++ Hibernating].

newest(P) ->
    P ! {self(), newest},
    receive {P, going} -> ok end.
sleeper() -> spawn(fun hot:loop/0).
hibernating() ->
    P = spawn(fun() -> erlang:hibernate(hot, loop, []) end),
    wait_until_hibernating(P),
    P.
wait_until_hibernating(P) ->
    case process_info(P, [current_function, status]) of
        [{_, {erlang, hibernate, 3}}, {_, waiting}] -> ok;
        _ -> erlang:yield(), wait_until_hibernating(P)
    end.
%% Who is in old code on its way out may need a moment.
purge_softly(M) -> purge_softly(M, 1000).
purge_softly(M, N) -> N > 0 andalso (soft_purge(M) orelse purge_softly(M, N - 1)).
