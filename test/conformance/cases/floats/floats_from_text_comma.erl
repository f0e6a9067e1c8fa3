%% A comma is as good as a point in texts of floats.
-module(floats_from_text_comma).
-export([main/0]).

main() ->
    Texts = ["1,2", "1,", "1,e2", "1,2,3", "1.2,3", "01,5e+1", "01,5e+1,2", ",5", "-0,0", "1,5E-2x"],
    [io:format("~p ~p~n", [T, string:to_float(T)]) || T <- Texts],
    [io:format("~p ~p ~p~n", [T, value(fun list_to_float/1, T), value(fun binary_to_float/1, list_to_binary(T))])
     || T <- Texts],
    Old = fun(T) -> <<131, 99, (iolist_to_binary(string:pad(T, 31, trailing, 0)))/binary>> end,
    [io:format("~p ~p~n", [T, value(fun erlang:binary_to_term/1, Old(T))]) || T <- Texts].

value(F, X) -> try F(X) catch C:R -> {C, R} end.
