%% Ten thousand processes wait, answer and end.
-module(processes_ten_thousand).
-export([main/0]).

main() ->
    S = self(),
    Ps = [spawn(fun() -> receive {add, X} -> S ! X + N end end) || N <- lists:seq(1, 10000)],
    [P ! {add, 1} || P <- Ps],
    p(lists:sum([receive X -> X end || _ <- Ps])).

p(X) -> io:format("~tp~n", [X]).
