%% Messages that do not match stay, in their order.
-module(receive_selective).
-export([main/0]).

main() ->
    [self() ! M || M <- [a, 1, b, 2, c, 3]],
    p([receive N when is_integer(N) -> N end || _ <- [1, 2, 3]]),
    p([receive A -> A end || _ <- [1, 2, 3]]),
    p(receive X -> X after 0 -> empty end).

p(X) -> io:format("~tp~n", [X]).
