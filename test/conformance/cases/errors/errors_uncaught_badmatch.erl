%% A failed match in main is reported with its value and place.
-module(errors_uncaught_badmatch).
-export([main/0]).

main() ->
    {ok, X} = id({error, {some, "reason", [1, 2, 3]}}),
    p(X).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
