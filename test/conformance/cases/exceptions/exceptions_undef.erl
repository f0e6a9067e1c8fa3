%% Calls of functions that do not exist, by name and by fun.
-module(exceptions_undef).
-export([main/0]).

main() ->
    M = id(no_such_module), L = id(lists),
    p([begin
           {E, R, [{Mo, F, A, _} | _]} = try G() catch C:Re:S -> {C, Re, S} end,
           {E, R, Mo, F, A}
       end || G <- [fun() -> M:f(1, 2) end, fun() -> L:no_such_function() end, fun() -> apply(M, g, []) end,
                    fun() -> X = fun no_such_module:h/1, X(arg) end]]),
    p(attempt(fun() -> apply(id(1), f, []) end)),
    p(attempt(fun() -> apply(lists, id(1), []) end)),
    p(attempt(fun() -> apply(lists, map, id(foo)) end)),
    p(attempt(fun() -> apply(lists, reverse, id([a | b])) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
