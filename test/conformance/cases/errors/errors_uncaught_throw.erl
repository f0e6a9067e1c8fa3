%% A throw that leaves main is reported.
-module(errors_uncaught_throw).
-export([main/0]).

main() ->
    io:format("before~n"),
    throw({ball, "x"}).
