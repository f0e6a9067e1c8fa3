%% Module queue: both ends, joins and conversions.
-module(stdlib_queue).
-export([main/0]).

main() ->
    Q = lists:foldl(fun queue:in/2, queue:new(), [1, 2, 3, 4]),
    {{value, A}, Q1} = queue:out(Q),
    {{value, Z}, Q2} = queue:out_r(Q1),
    p({A, Z, queue:to_list(Q2), queue:len(Q2)}),
    p([queue:get(Q), queue:get_r(Q), queue:peek(queue:new()), queue:to_list(queue:in_r(0, Q)), queue:to_list(queue:reverse(Q))]),
    p(queue:to_list(queue:join(Q2, queue:from_list([a, b])))),
    {X, Y} = queue:split(1, Q),
    p({queue:to_list(X), queue:to_list(Y), queue:member(3, Q), queue:is_empty(Q)}),
    p(queue:to_list(queue:filter(fun(E) -> E rem 2 =:= 0 end, Q))),
    p(attempt(fun() -> queue:get(queue:new()) end)),
    p(queue:fold(fun(E, S) -> E + S end, 0, Q)).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
