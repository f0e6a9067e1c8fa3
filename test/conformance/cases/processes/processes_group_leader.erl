%% Output of a process goes to its group leader, which may be any process.
-module(processes_group_leader).
-export([main/0]).

main() ->
    GL = group_leader(),
    P = spawn(fun() -> receive go -> io:put_chars("captured") end end),
    group_leader(self(), P),
    P ! go,
    receive {io_request, From, R, Req} -> p(Req), From ! {io_reply, R, ok} end,
    p(group_leader() =:= GL).

p(X) -> io:format("~tp~n", [X]).
