%% The program ends when main returns, whatever other processes do.
-module(errors_stop_while_others_run).
-export([main/0]).

main() ->
    [spawn(fun Loop() -> Loop() end) || _ <- [1, 2, 3]],
    spawn(fun() -> receive after 60000 -> io:format("late~n") end end),
    io:format("done~n").
