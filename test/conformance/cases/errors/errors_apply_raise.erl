%% Tail calls by apply of what raises on behalf of its caller: the caller heads the trace although its frame is gone.
-module(errors_apply_raise).
-export([main/0]).

main() ->
    E = id(erlang),
    [t({error, A}, fun() -> apply(E, id(error), A) end)
     || A <- [[], [a], [a, [b]], [a, none], [a, [b], []], [a, [b], [{error_info, #{cause => c}}]], [a, b, c, d]]],
    [t({exit, A}, fun() -> apply(E, id(exit), A) end) || A <- [[], [a], [a, b]]],
    [t({throw, A}, fun() -> apply(E, id(throw), A) end) || A <- [[], [a], [a, b]]],
    [t({length, A}, fun() -> apply(E, id(length), A) end) || A <- [[], [a]]],
    [t({F, 0}, fun() -> E:F() end) || F <- [error, exit, throw, raise, length]],
    [t({F, 1}, fun() -> E:F(foo) end) || F <- [error, exit, throw, raise, length]],
    [t({F, 2}, fun() -> E:F(foo, [bar]) end) || F <- [error, throw]],
    [t({F, 3}, fun() -> E:F(error, foo, []) end) || F <- [error, raise]],
    [t({not_last, F}, fun() -> {E:F(foo)} end) || F <- [error, exit, throw]],
    t(twice, fun() -> apply(E, id(apply), [E, id(error), id([oops])]) end),
    t(thrice, fun() -> apply(E, id(apply), [E, id(apply), [E, id(error), id([oops, [x]])]]) end),
    t(twice_not_last, fun() -> {apply(E, id(apply), [E, id(error), id([oops])])} end),
    t(inner_bad, fun() -> apply(E, id(apply), [E, id(error), id([oops | x])]) end),
    t(constant, fun() -> apply(erlang, apply, [erlang, error, [oops]]) end),
    [t({arguments, A}, fun() -> erlang:error(a, id(A)), ok end) || A <- [none, foo, {}, <<>>, [], [b | c]]],
    deep(3).

%% A frame of the caller's function stands below: its last call heads the trace all the same.
deep(0) -> t(deep, fun() -> body([a, b]) end);
deep(N) -> deep(N - 1).
body([_ | L]) -> body(L), id(ok);
body([]) -> last(error), id(ok).
last(F) -> apply(id(erlang), F, id([oops, [last]])).

t(N, F) ->
    R = try F()
        catch C:E:S -> {C, E, [{M, Fn, A, I} || {M, Fn, A, I} <- lists:sublist(S, 4), M =:= ?MODULE orelse M =:= erlang, Fn =/= main]}
        end,
    io:format("~p ~p~n", [N, R]).
id(X) -> X.
