%% The scanner: tokens with positions, comments, numbers, errors.
-module(stdlib_erl_scan).
-export([main/0]).

main() ->
    p(erl_scan:string("foo(X) -> \"str\" ++ [1.5, 16#ff, $a, 'q a'].")),
    p(erl_scan:string("a. % comment\n b", {3, 7}, [return, text])),
    p(erl_scan:string("'unterminated")),
    p(erl_scan:tokens([], "a, b. c", 1)),
    p([erl_scan:reserved_word(W) || W <- ['if', foo, 'end']]).

p(X) -> io:format("~tp~n", [X]).
