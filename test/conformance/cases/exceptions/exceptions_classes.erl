%% Each class of exception is caught by its pattern, with of and after sections in order.
-module(exceptions_classes).
-export([main/0]).

main() ->
    [p(f(F)) || F <- [fun() -> 1 end, fun() -> throw(a) end, fun() -> exit(b) end, fun() -> error(c) end, fun() -> error(d, [x]) end]].

f(F) ->
    try F() of
        V -> {value, V}
    catch
        T -> {throw, T};
        exit:E -> {exit, E};
        error:E -> {error, E}
    after
        io:format("after~n")
    end.

p(X) -> io:format("~tp~n", [X]).
