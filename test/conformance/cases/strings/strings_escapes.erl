%% Escape sequences in strings, characters and atoms of the source.
-module(strings_escapes).
-export([main/0]).

main() ->
    p("\b\d\e\f\n\r\s\t\v\0\x41\x{65e5}\101\^A\\\"'"),
    io:format("~w~n", ["\b\d\e\f\n\r\s\t\v\0\x41\x{65e5}\101\^A\\\"'"]),
    io:format("~w~n", [[$\b, $\d, $\e, $\s, $\\, $', $\", $\x{1f600}, $\^Z]]),
    p("con" "cat" "enated").

p(X) -> io:format("~tp~n", [X]).
