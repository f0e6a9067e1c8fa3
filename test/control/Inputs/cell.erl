%% A cell that keeps a number; `version` is the module's. An old caller stays in old code.
-module(cell).
-export([main/0, loop/1, version/0, stay/0]).

-ifndef(VERSION).
-define(VERSION, 1).
-endif.

main() ->
    register(cell, self()),
    register(lingerer, spawn(fun stay/0)),
    io:put_chars("ready\n"),
    loop(0).

version() -> ?VERSION.

loop(N) ->
    receive
        stop -> ok;
        {From, next} ->
            From ! {N, version()},
            cell:loop(N + 1)
    after 20 ->
            cell:loop(N)
    end.

stay() ->
    receive
        leave -> helper:done()
    end.
