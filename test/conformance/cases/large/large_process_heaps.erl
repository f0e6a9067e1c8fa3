%% A thousand processes with heaps of their own, all working.
-module(large_process_heaps).
-export([main/0]).

main() ->
    S = self(),
    [spawn(fun() -> S ! lists:sum(lists:map(fun(X) -> X * I end, lists:seq(1, 500))) end) || I <- lists:seq(1, 1000)],
    p(lists:sum([receive X -> X end || _ <- lists:seq(1, 1000)])).

p(X) -> io:format("~tp~n", [X]).
