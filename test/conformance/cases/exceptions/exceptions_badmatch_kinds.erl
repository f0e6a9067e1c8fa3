%% badmatch, case_clause, if_clause and try_clause carry the value.
-module(exceptions_badmatch_kinds).
-export([main/0]).

main() ->
    p(attempt(fun() -> {X, X} = id({1, 2}) end)),
    p(attempt(fun() -> [_ | _] = id([]) end)),
    p(attempt(fun() -> <<_:16>> = id(<<1>>) end)),
    p(attempt(fun() -> case id([big, {term, "x"}]) of ok -> ok end end)),
    p(attempt(fun() -> try id(a) of b -> c catch throw:_ -> d end end)),
    p(attempt(fun() -> begin A = id(1), A = id(2) end end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
