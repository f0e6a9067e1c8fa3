%% Large messages between processes that collect their heaps.
-module(large_messages).
-export([main/0]).

main() ->
    S = self(),
    P = spawn(fun() -> echo(S) end),
    p([begin P ! lists:seq(1, N), receive L -> {length(L), lists:sum(L)} end end || N <- [10, 1000, 100000, 10, 200000]]).

echo(S) -> receive L -> erlang:garbage_collect(), S ! lists:reverse(L), echo(S) end.

p(X) -> io:format("~tp~n", [X]).
