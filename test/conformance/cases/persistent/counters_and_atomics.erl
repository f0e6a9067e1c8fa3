%% Counters and atomics shared by processes.
-module(counters_and_atomics).
-export([main/0]).

main() ->
    C = counters:new(3, []), A = atomics:new(2, [{signed, true}]),
    Ps = [spawn_monitor(fun() -> [begin counters:add(C, 2, 1), atomics:add(A, 1, -1) end || _ <- lists:seq(1, 1000)] end) || _ <- lists:seq(1, 10)],
    [receive {'DOWN', M, process, P, normal} -> ok end || {P, M} <- Ps],
    p([counters:get(C, I) || I <- [1, 2, 3]] ++ [atomics:get(A, 1), atomics:get(A, 2)]),
    p([atomics:compare_exchange(A, 2, 0, 9), atomics:exchange(A, 2, 1), atomics:info(A)]),
    p(attempt(fun() -> counters:get(C, id(4)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
