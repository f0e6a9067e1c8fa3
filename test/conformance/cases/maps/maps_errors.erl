%% badmap, badkey and badmatch for updates and reads.
-module(maps_errors).
-export([main/0]).

main() ->
    p(attempt(fun() -> (id(#{}))#{x := 1} end)),
    p(attempt(fun() -> (id(foo))#{x => 1} end)),
    p(attempt(fun() -> maps:get(x, id(#{})) end)),
    p(attempt(fun() -> maps:get(x, id([])) end)),
    p(attempt(fun() -> maps:update(x, 1, id(#{})) end)),
    p(attempt(fun() -> #{y := _} = id(#{}) end)),
    p(attempt(fun() -> map_size(id(1)) end)),
    p(attempt(fun() -> maps:from_list(id([a])) end)),
    p(attempt(fun() -> maps:merge(id(#{}), id(1)) end)),
    p(attempt(fun() -> maps:fold(fun(_, _, A) -> A end, 0, id(x)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
