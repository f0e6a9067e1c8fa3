%% BOOT: full
%% The end of a process of the runtime's own ends the program, with status 1.
-module(code_purger_killed).
-export([main/0]).

main() ->
    exit(whereis(erts_code_purger), kill),
    receive after 20000 -> io:put_chars("still here\n") end.
