%% Messages of many sizes arrive at a process that collects all the time.
-module(processes_message_during_gc).
-export([main/0]).

main() ->
    S = self(),
    [spawn(fun() -> [S ! {I, J, lists:seq(1, J), binary:copy(<<J>>, J * 10)} || J <- lists:seq(1, 40)] end) || I <- lists:seq(1, 10)],
    p(collect(400, 0)).

collect(0, Sum) -> Sum;
collect(N, Sum) ->
    receive {I, J, L, B} ->
        erlang:garbage_collect(),
        J = length(L),
        collect(N - 1, Sum + I * J + byte_size(B) + binary:last(B))
    end.

p(X) -> io:format("~tp~n", [X]).
