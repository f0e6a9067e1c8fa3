%% Lines are read from standard input until it ends.
%% STDIN: first line\nsecond\n\nlast without newline
-module(io_read_lines).
-export([main/0]).

main() ->
    p(loop([])).

loop(Acc) ->
    case io:get_line("") of
        eof -> lists:reverse(Acc);
        L -> loop([L | Acc])
    end.

p(X) -> io:format("~tp~n", [X]).
