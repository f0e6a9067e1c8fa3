%% A suspended process does not run until resumed.
-module(processes_suspend).
-export([main/0]).

main() ->
    S = self(),
    P = spawn(fun Loop() -> receive M -> S ! {got, M}, Loop() end end),
    erlang:suspend_process(P),
    P ! hello,
    p(receive X -> X after 10 -> nothing end),
    p(process_info(P, status)),
    erlang:resume_process(P),
    p(receive Y -> Y end),
    exit(P, kill).

p(X) -> io:format("~tp~n", [X]).
