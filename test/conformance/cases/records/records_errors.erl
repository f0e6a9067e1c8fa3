%% Access to a field of what is not that record raises badrecord.
-module(records_errors).
-export([main/0]).
-record(r, {a, b}).

main() ->
    p(attempt(fun() -> (id({s, 1, 2}))#r.a end)),
    p(attempt(fun() -> (id(foo))#r{a = 1} end)),
    p(attempt(fun() -> #r{a = 1} = id(#r{a = 2}) end)),
    p(attempt(fun() -> (id({r, 1}))#r.b end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
