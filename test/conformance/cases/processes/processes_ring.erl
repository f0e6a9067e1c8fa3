%% A token goes round a ring of processes.
-module(processes_ring).
-export([main/0]).

main() ->
    S = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> relay(Next) end) end, S, lists:seq(1, 500)),
    First ! {token, 0},
    p(rounds(First, 20)).

relay(Next) -> receive {token, N} -> Next ! {token, N + 1}, relay(Next); stop -> Next ! stop end.

rounds(First, 0) -> First ! stop, receive {token, N} -> receive stop -> N end end;
rounds(First, R) -> receive {token, N} -> First ! {token, N}, rounds(First, R - 1) end.

p(X) -> io:format("~tp~n", [X]).
