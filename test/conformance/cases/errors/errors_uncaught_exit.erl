%% An exit that leaves main is reported.
-module(errors_uncaught_exit).
-export([main/0]).

main() ->
    io:format("before~n"),
    exit({reason, [1, 2]}).
