%% Terms, characters and formatted input are read from standard input.
%% STDIN: {term, [1,2]}.\n12 abc\nxyz\nlast.\n
-module(io_read_terms).
-export([main/0]).

main() ->
    p(io:read("")),
    p(io:get_line("")),
    p(io:fread("", "~d ~s")),
    p(io:get_chars("", 3)),
    p(io:get_line("")),
    p(io:read("")),
    p(io:get_line("")),
    p(io:get_line("")).

p(X) -> io:format("~tp~n", [X]).
