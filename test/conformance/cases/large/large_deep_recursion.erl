%% Body recursion a million deep grows the stack and comes back.
-module(large_deep_recursion).
-export([main/0]).

main() ->
    p(count(1000000)),
    p(length(copy(lists:seq(1, 300000)))).

count(0) -> 0;
count(N) -> 1 + count(N - 1).

copy([]) -> [];
copy([H | T]) -> [H | copy(T)].

p(X) -> io:format("~tp~n", [X]).
