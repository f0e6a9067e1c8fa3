%% Persistent terms: put, get, erase, info, and survival of readers after an update.
-module(persistent_term_basic).
-export([main/0]).

main() ->
    p([persistent_term:put(k, {v, [1, 2]}), persistent_term:get(k), persistent_term:get(none, def)]),
    p(attempt(fun() -> persistent_term:get(none) end)),
    V = persistent_term:get(k),
    persistent_term:put(k, other),
    erlang:garbage_collect(),
    p([V, persistent_term:get(k), persistent_term:erase(k), persistent_term:erase(k), persistent_term:get(k, gone)]),
    S = self(),
    persistent_term:put({a, 1}, #{big => lists:seq(1, 10)}),
    spawn(fun() -> S ! persistent_term:get({a, 1}) end),
    p(receive X -> X end).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
