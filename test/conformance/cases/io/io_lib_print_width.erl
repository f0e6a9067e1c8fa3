%% ~p breaks long terms within the line width, with indentation by column.
-module(io_lib_print_width).
-export([main/0]).

main() ->
    T = {some_long_atom_name, lists:seq(1, 40), #{key_one => "a string value", key_two => {nested, [tuple, with, things]}}, <<"a binary with some text in it">>},
    io:format("~p~n", [T]),
    io:format("~40p~n", [T]),
    io:format("prefix: ~p~n", [T]),
    io:format("~20.5p|~n", [[a, {b, c}, "defghijklmnop", 12345678901234567890]]),
    io:format("~p~n", [[{K, lists:duplicate(5, K)} || K <- [alpha, beta, gamma, delta]]]),
    io:format("~p~n", [lists:duplicate(30, {ab, "cd"})]).
