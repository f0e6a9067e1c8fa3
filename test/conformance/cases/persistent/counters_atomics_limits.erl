%% What can be added to atomics and counters: everything that 64 bits can hold, with or without sign.
-module(counters_atomics_limits).
-export([main/0]).

main() ->
    Increments = [0, (1 bsl 63) - 1, 1 bsl 63, (1 bsl 64) - 1, 1 bsl 64, -(1 bsl 63), -(1 bsl 63) - 1, x],
    [begin
         R = atomics:new(1, [{signed, Signed}]),
         io:format("~p ~p ~p~n", [Signed, I, [{try F(R, 1, I) catch C:E -> {C, E} end, atomics:get(R, 1)}
                                              || F <- [fun atomics:add/3, fun atomics:sub/3, fun atomics:add_get/3,
                                                       fun atomics:sub_get/3, fun atomics:put/3,
                                                       fun atomics:exchange/3,
                                                       fun(A, N, V) -> atomics:compare_exchange(A, N, 0, V) end,
                                                       fun(A, N, V) -> atomics:compare_exchange(A, N, V, 1) end]]])
     end || Signed <- [true, false], I <- Increments],
    [begin
         R = counters:new(1, Options),
         io:format("~p ~p~n", [I, [{try F(R, 1, I) catch C:E -> {C, E} end, counters:get(R, 1)}
                                   || F <- [fun counters:add/3, fun counters:sub/3, fun counters:put/3]]])
     end || Options <- [[atomics], [write_concurrency]], I <- Increments].
