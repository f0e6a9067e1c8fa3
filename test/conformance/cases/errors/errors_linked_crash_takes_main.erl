%% The crash of a linked process takes the main process, and the program, along.
-module(errors_linked_crash_takes_main).
-export([main/0]).

main() ->
    io:format("before~n"),
    timer:sleep(50),
    spawn_link(fun() -> exit({gone, [{why, "a string"}, {deep, {a, {b, {c, {d, e}}}}}, <<"bin">>, #{k => 1}, 1.5, 'q a']}) end),
    receive after 5000 -> io:format("not reached~n") end.
