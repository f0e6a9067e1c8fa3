%% A call of a function that does not exist is reported.
-module(errors_uncaught_undef).
-export([main/0]).

main() ->
    no_such_module_at_all:some_function(1, [2]).
