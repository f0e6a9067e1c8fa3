%% exit(normal) in main ends the program as erl does it.
-module(errors_exit_normal).
-export([main/0]).

main() ->
    io:format("before~n"),
    exit(normal).
