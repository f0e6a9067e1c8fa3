%% fun_info(F, refc): a number for local funs, undefined for others.
-module(funs_refc_item).
-export([main/0]).

main() ->
    Me = self(),
    {refc, N} = erlang:fun_info(fun(A) -> {A, Me} end, refc),
    io:format("~p~n", [is_integer(N) andalso N > 1]),
    io:format("~p~n", [erlang:fun_info(fun lists:map/2, refc)]),
    io:format("~p~n", [lists:keymember(refc, 1, erlang:fun_info(fun lists:map/2))]).
