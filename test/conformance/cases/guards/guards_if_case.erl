%% if and case with guards; the errors when nothing matches.
-module(guards_if_case).
-export([main/0]).

main() ->
    p([classify(X) || X <- [1, 10, 100, x]]),
    p(attempt(fun() -> if_none(id(5)) end)),
    p(attempt(fun() -> case_none(id({a, 1})) end)),
    p(attempt(fun() -> fun_none(id(9)) end)),
    p(attempt(fun() -> {a, _} = id([b]) end)).

classify(X) ->
    if X < 5 -> small; X < 50 -> medium; is_integer(X) -> large; true -> {other, X} end.

if_none(X) -> if X > 10 -> big; X < 0 -> negative end.

case_none(X) -> case X of {b, _} -> b; [] -> nil end.

fun_none(1) -> one.

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
