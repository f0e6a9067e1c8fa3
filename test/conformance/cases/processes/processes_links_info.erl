%% process_info shows links, monitors and who monitors.
-module(processes_links_info).
-export([main/0]).

main() ->
    S = self(),
    P = spawn_link(fun() -> receive stop -> ok end end),
    M = monitor(process, P),
    p(element(2, process_info(P, links)) =:= [S]),
    p(element(2, process_info(P, monitored_by)) =:= [S]),
    p(element(2, process_info(S, monitors)) =:= [{process, P}]),
    p(lists:member(P, element(2, process_info(S, links)))),
    demonitor(M), unlink(P),
    p(process_info(P, monitored_by)),
    P ! stop.

p(X) -> io:format("~tp~n", [X]).
