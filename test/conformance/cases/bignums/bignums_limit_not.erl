%% bnot of the largest integer has no room.
-module(bignums_limit_not).
-export([main/0]).

main() ->
    Largest = (((1 bsl ((16777184 * 2) - 1)) - 1) bsl 1) + 1,
    io:format("~p~n", [byte_size(binary:encode_unsigned(Largest))]),
    [io:format("~p~n", [try F(Largest), ok catch C:R -> {C, R} end])
     || F <- [fun(X) -> bnot X end, fun(X) -> X + 1 end, fun(X) -> -X - 1 end, fun(X) -> X * 2 end,
              fun(X) -> X bsl 1 end, fun(X) -> -X end, fun(X) -> bnot -X end]].
