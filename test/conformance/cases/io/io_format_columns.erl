%% ~p continues at the column where the line stands, over several calls and arguments.
-module(io_format_columns).
-export([main/0]).

main() ->
    L = lists:seq(1000, 1030),
    io:format("abc ~p def ~p~n", [L, {x, L}]),
    io:format("~s: ~p~n", ["a longer prefix before the list", [{K, V} || K <- [a, b, c], V <- ["value one", "value two"]]]),
    io:format("line~n  ~p~n", [{L, L}]).
