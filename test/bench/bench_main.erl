%% Runs a benchmark: bench_main:main(["fib", "5"]) runs it five times after a warm-up and
%% prints the result and each time in microseconds.
-module(bench_main).
-export([main/1]).

main([Name, Times]) ->
    Module = list_to_atom("bench_" ++ Name),
    Self = self(),
    Result = measure(Module, Self),
    Runs = [measure(Module, Self) || _ <- lists:seq(1, list_to_integer(Times))],
    io:format("~w ~w~n", [erlang:phash2(element(1, Result)), [T || {_, T} <- Runs]]).

%% Each run in a process of its own, so that none inherits another's heap.
measure(Module, Self) ->
    spawn(fun() ->
                  T0 = erlang:monotonic_time(microsecond),
                  R = Module:run(),
                  Self ! {R, erlang:monotonic_time(microsecond) - T0}
          end),
    receive Answer -> Answer end.
