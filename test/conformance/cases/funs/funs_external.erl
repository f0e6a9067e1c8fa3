%% fun M:F/A with constant and computed parts; equality and printing.
-module(funs_external).
-export([main/0]).
-export([twice/1]).

main() ->
    io:format("~p~n", [[erlang:fun_info_mfa(F) || F <- [fun lists:map/2, fun main/0, fun ?MODULE:main/0]]]),
    F = fun lists:reverse/1, M = id(lists), N = id(reverse), A = id(1),
    G = fun M:N/A,
    p([F, G, F =:= G, F([1, 2]), G([3, 4])]),
    p([fun ?MODULE:twice/1, (fun ?MODULE:twice/1)(4), lists:map(fun ?MODULE:twice/1, [1, 2])]),
    p(fun no_module:no_function/9),
    p(attempt(fun() -> X = id(x), fun M:N/X end)),
    p(erlang:fun_info(F, type)),
    p([erlang:fun_info(F, I) || I <- [module, name, arity, env]]).

twice(X) -> X + X.

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
