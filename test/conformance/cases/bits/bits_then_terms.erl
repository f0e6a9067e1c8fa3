%% Terms built right after a bitstring, by code that asks for the memory of both at once.
-module(bits_then_terms).
-export([main/0]).

main() ->
    Sizes = lists:seq(0, 400),
    io:format("~w~n", [erlang:phash2([spawned(fun() -> lists(N, filler(N), <<N:16>>) end) || N <- Sizes])]),
    io:format("~w~n", [erlang:phash2([spawned(fun() -> appended(N, filler(N), <<N:16>>) end) || N <- Sizes])]),
    io:format("~w~n", [erlang:phash2([spawned(fun() -> floats(N, filler(N), <<N:16>>) end) || N <- Sizes])]),
    io:format("~w~n", [lists(7, [], <<1, 2>>)]).

%% Moves the heap's top by every number of words, so that some call meets its end.
filler(N) -> lists:seq(1, N).

lists(N, Filler, B) ->
    C = <<N:32, B/binary, N:7/unit:8>>,
    {[N, C, N, -1, N, Filler, N, N, [N, N]], C, {N, N, N}}.

appended(N, Filler, B) ->
    C = <<B/binary, N:32>>,
    D = <<C/binary, N:32>>,
    {[N, C, N, -1, N, Filler, D, N, [N, N]], C, {N, N, N}}.

floats(N, Filler, B) ->
    C = <<B/binary, (N * 1.5):64/float>>,
    [C, N, {N, Filler}, N, [N | B]].

spawned(F) ->
    {_, R} = spawn_monitor(fun() -> exit({result, F()}) end),
    receive {'DOWN', R, process, _, {result, V}} -> V end.
