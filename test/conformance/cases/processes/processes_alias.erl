%% An alias takes messages until it is switched off.
-module(processes_alias).
-export([main/0]).

main() ->
    A = alias(),
    A ! one,
    p(receive X -> X after 0 -> none end),
    p(unalias(A)),
    A ! two,
    p(receive Y -> Y after 5 -> none end),
    p(unalias(A)),
    B = alias([reply]),
    B ! first,
    B ! second,
    p([receive Z -> Z after 5 -> none end || _ <- [1, 2]]).

p(X) -> io:format("~tp~n", [X]).
