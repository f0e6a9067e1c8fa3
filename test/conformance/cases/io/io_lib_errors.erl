%% Bad format strings and arguments raise badarg.
-module(io_lib_errors).
-export([main/0]).

main() ->
    [p(attempt(fun() -> io_lib:format(F, A) end)) || {F, A} <- [{"~p", []}, {"~p", [1, 2]}, {"~q", [1]}, {"~s", [id(1)]}, {"~b", [x]}, {"~f", [a]}, {"~", []}, {"~s", ["日"]}, {"~c", [a]}]],
    p(attempt(fun() -> io:format(id("~p~n"), id([])) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
