%% A reply is picked out of a full mailbox by a fresh reference.
-module(receive_reply_reference).
-export([main/0]).

main() ->
    S = self(),
    [S ! {noise, N} || N <- lists:seq(1, 2000)],
    E = spawn(fun Echo() -> receive {From, R, X} -> From ! {R, X * 2}, Echo() end end),
    p([call(E, N) || N <- [1, 2, 3]]),
    p(element(2, process_info(self(), message_queue_len))),
    p(drain(0)).

call(P, X) ->
    R = make_ref(),
    P ! {self(), R, X},
    receive {R, Y} -> Y end.

drain(N) -> receive {noise, _} -> drain(N + 1) after 0 -> N end.

p(X) -> io:format("~tp~n", [X]).
