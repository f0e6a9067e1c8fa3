%% A process hibernates and wakes in the given function with its state.
-module(processes_hibernate).
-export([main/0]).
-export([woken/2]).

main() ->
    S = self(),
    P = spawn(fun() -> put(k, kept), erlang:hibernate(?MODULE, woken, [S, {state, [1, 2]}]) end),
    timer:sleep(3),
    p(process_info(P, current_function)),
    P ! wake,
    p(receive X -> X end).

woken(S, State) -> receive M -> S ! {M, State, get(k)} end.

p(X) -> io:format("~tp~n", [X]).
