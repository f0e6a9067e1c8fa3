%% after 0 looks through the mailbox once.
-module(receive_timeout_zero).
-export([main/0]).

main() ->
    p(receive X -> X after 0 -> none end),
    self() ! {skip, 1},
    p(receive {take, Y} -> Y after 0 -> none end),
    self() ! {take, 2},
    p(receive {take, Z} -> Z after 0 -> none end),
    p(process_info(self(), messages)).

p(X) -> io:format("~tp~n", [X]).
