%% A failure is sent to another process with its trace and raised again there.
-module(exceptions_across_processes).
-export([main/0]).

main() ->
    S = self(),
    spawn(fun() -> S ! (try deep(3) catch C:R:T -> {C, R, T} end) end),
    {C, R, T} = receive M -> M end,
    p(try erlang:raise(C, R, T) catch C2:R2:T2 -> {C2, R2, T2 =:= T, [F || {?MODULE, F, _, _} <- T2]} end).

deep(0) -> error(bottom);
deep(N) -> {deep(N - 1)}.

p(X) -> io:format("~tp~n", [X]).
