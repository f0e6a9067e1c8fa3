%% Module array: fixed and growing, sparse operations, errors.
-module(stdlib_array).
-export([main/0]).

main() ->
    A = array:set(100, x, array:set(3, y, array:new())),
    p([array:size(A), array:get(3, A), array:get(50, A), array:get(1000, A), array:sparse_size(array:reset(100, A)), array:sparse_to_list(A)]),
    B = array:from_list(lists:seq(1, 15)),
    p([array:to_list(array:map(fun(I, V) -> I * V end, B)), array:foldl(fun(_, V, S) -> V + S end, 0, B), array:foldr(fun(_, V, L) -> [V | L] end, [], B)]),
    p(attempt(fun() -> array:set(5, x, array:new(5)) end)),
    p(attempt(fun() -> array:get(-1, B) end)),
    p(array:to_list(array:resize(3, B))),
    p(array:sparse_to_orddict(array:from_orddict([{1, a}, {4, b}], undefined))).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
