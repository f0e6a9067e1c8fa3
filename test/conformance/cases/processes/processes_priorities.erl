%% Processes of all priorities get their work done.
-module(processes_priorities).
-export([main/0]).

main() ->
    S = self(),
    [spawn_opt(fun() -> S ! {P, lists:sum(lists:seq(1, 20000))} end, [{priority, P}]) || P <- [low, normal, high, max]],
    p(lists:sort([receive M -> M end || _ <- [1, 2, 3, 4]])).

p(X) -> io:format("~tp~n", [X]).
