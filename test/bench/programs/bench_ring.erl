%% A message around a ring of processes.
-module(bench_ring).
-export([run/0]).
run() ->
    Self = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> node_loop(Next) end) end, Self, lists:seq(1, 500)),
    turn(200, First),
    First ! stop,
    receive stop -> done end.
turn(0, _) -> ok;
turn(N, First) -> First ! token, receive token -> turn(N - 1, First) end.
node_loop(Next) -> receive stop -> Next ! stop; M -> Next ! M, node_loop(Next) end.
