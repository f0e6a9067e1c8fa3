%% Match specifications made from funs by parse transform.
-module(ets_fun2ms).
-export([main/0]).
-include_lib("stdlib/include/ms_transform.hrl").

main() ->
    MS = ets:fun2ms(fun({K, V}) when V > 1, K =/= c -> {V, K} end),
    p(MS),
    p(lists:sort([X || {true, X} <- [{true, ets:test_ms(O, MS)} || O <- [{a, 1}, {b, 2}, {c, 3}]]])),
    T = ets:new(t, []),
    ets:insert(T, [{a, 1}, {b, 2}, {c, 3}, {d, 4}]),
    p(lists:sort(ets:select(T, MS))).

p(X) -> io:format("~tp~n", [X]).
