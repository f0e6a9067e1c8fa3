%% Calling what is no fun, or a fun with the wrong number of arguments.
-module(exceptions_badfun_badarity).
-export([main/0]).

main() ->
    p(attempt(fun() -> (id(foo))() end)),
    p(attempt(fun() -> (id(1))(a, b) end)),
    {error, {badarity, {F, Args}}} = attempt(fun() -> (id(fun(X) -> X end))(a, b) end),
    p({is_function(F, 1), Args}),
    {error, {badarity, {G, A2}}} = attempt(fun() -> (id(fun lists:map/2))(a) end),
    p({G, A2}),
    {error, {badarity, {_, A3}}} = attempt(fun() -> apply(id(fun() -> ok end), [1, 2, 3]) end),
    p(A3).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
