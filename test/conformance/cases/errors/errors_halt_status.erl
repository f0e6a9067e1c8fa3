%% halt(N) ends the program with that status at once, output before it is written.
-module(errors_halt_status).
-export([main/0]).

main() ->
    io:format("written~n"),
    spawn(fun() -> receive after infinity -> ok end end),
    halt(7),
    io:format("not written~n").
