%% An error that leaves main is reported and the status is 127.
-module(errors_uncaught_error).
-export([main/0]).

main() ->
    io:format("before~n"),
    X = f(id(0)),
    io:format("never ~p~n", [X]).

f(N) -> 1 + g(N).

g(N) -> 10 div N.

id(X) -> X.
