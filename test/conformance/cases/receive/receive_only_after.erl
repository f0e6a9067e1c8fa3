%% A receive without clauses is a sleep.
-module(receive_only_after).
-export([main/0]).

main() ->
    self() ! kept,
    receive after 3 -> ok end,
    timer:sleep(1),
    p(receive kept -> kept end).

p(X) -> io:format("~tp~n", [X]).
