%% function_clause is reported with the call that failed.
-module(errors_uncaught_function_clause).
-export([main/0]).

main() ->
    f(id(3), "arg").

f(1, _) -> one;
f(2, _) -> two.

id(X) -> X.
