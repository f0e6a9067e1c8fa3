%% A pattern with bound variables and guards chooses the message.
-module(receive_bindings).
-export([main/0]).

main() ->
    [self() ! {N, N * N} || N <- lists:seq(1, 6)],
    K = 4,
    p(receive {K, V} -> V end),
    p(receive {A, B} when A + B > 25 -> {A, B} end),
    p(receive {A2, _} when A2 > 10 -> x; {A2, B2} -> {A2, B2} end).

p(X) -> io:format("~tp~n", [X]).
