%% Runs a benchmark: bench_main:main(["fib", "5"]) runs it five times after a warm-up of one run, or of
%% as many milliseconds as a third argument says, and prints the result and each time in microseconds.
-module(bench_main).
-export([main/1]).

main([Name, Times]) -> main([Name, Times, "0"]);
main([Name, Times, WarmUp]) ->
    Module = list_to_atom("bench_" ++ Name),
    Self = self(),
    Result = measure(Module, Self),
    warm(Module, Self, erlang:monotonic_time(millisecond) + list_to_integer(WarmUp)),
    Runs = [measure(Module, Self) || _ <- lists:seq(1, list_to_integer(Times))],
    io:format("~w ~w~n", [erlang:phash2(element(1, Result)), [T || {_, T} <- Runs]]).

warm(Module, Self, Until) ->
    case erlang:monotonic_time(millisecond) < Until of
        true -> measure(Module, Self), warm(Module, Self, Until);
        false -> ok
    end.

%% Each run in a process of its own, so that none inherits another's heap.
measure(Module, Self) ->
    spawn(fun() ->
                  T0 = erlang:monotonic_time(microsecond),
                  R = Module:run(),
                  Self ! {R, erlang:monotonic_time(microsecond) - T0}
          end),
    receive Answer -> Answer end.
