%% A built-in function's failure is reported with the cause of the bad argument.
-module(errors_uncaught_bif).
-export([main/0]).

main() ->
    F = id(fun(X) -> [binary_to_integer(X)] end),
    p(F(<<"17">>)),
    p(F(<<"seventeen">>)).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
