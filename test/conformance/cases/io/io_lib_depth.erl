%% ~P and ~W cut terms at a depth.
-module(io_lib_depth).
-export([main/0]).

main() ->
    T = [a, {b, {c, [d, {e, f}]}}, lists:seq(1, 20), "some text here", <<"binary text">>, #{k => #{l => m}}],
    [io:format("~P~n~W~n", [T, D, T, D]) || D <- [1, 2, 3, 5, 8, 15, 30, -1]],
    io:format("~ts~n", [io_lib:format("~tP", ["日本語テキスト", 4])]),
    p(lists:flatten(io_lib:write(T, 6))).

p(X) -> io:format("~tp~n", [X]).
