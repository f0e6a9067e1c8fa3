%% A pool of workers computes in parallel; results are put in order.
-module(processes_worker_pool).
-export([main/0]).

main() ->
    p(pmap(fun(N) -> fib(N) end, lists:seq(1, 18))).

pmap(F, L) ->
    S = self(),
    Refs = [begin R = make_ref(), spawn_link(fun() -> S ! {R, F(X)} end), R end || X <- L],
    [receive {R, V} -> V end || R <- Refs].

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

p(X) -> io:format("~tp~n", [X]).
