%% Funs with their environment are sent and called elsewhere.
-module(receive_funs).
-export([main/0]).

main() ->
    N = id(10), L = [1, 2, 3],
    P = spawn(fun() -> receive {From, F} -> From ! F(5) end end),
    P ! {self(), fun(X) -> [X + N | L] end},
    p(receive R -> R end).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
