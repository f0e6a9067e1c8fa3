%% A process that is not main ends the program by halt.
-module(errors_halt_in_process).
-export([main/0]).

main() ->
    spawn(fun() -> io:format("halting~n"), halt(3) end),
    receive after infinity -> ok end.
