%% Loops through small functions, each calling the other last, still let other processes run, and can be killed.
-module(processes_small_functions_fair).
-export([main/0]).

even(N) -> odd(N + 1).
odd(N) -> even(N + 1).

spin(X) -> again(X).
again(X) -> spin(flip(X)).
flip(true) -> false;
flip(false) -> true.

main() ->
    Self = self(),
    Old = erlang:system_flag(schedulers_online, 1),
    Spinners = [spawn(fun() -> even(0) end), spawn(fun() -> spin(true) end)],
    [spawn(fun() -> Self ! {done, N} end) || N <- [1, 2, 3]],
    [receive {done, N} -> p({done, N}) end || N <- [1, 2, 3]],
    Monitors = [{monitor(process, P), exit(P, kill)} || P <- Spinners],
    [receive {'DOWN', M, _, _, R} -> p(R) end || {M, true} <- Monitors],
    erlang:system_flag(schedulers_online, Old),
    p(ok).

p(X) -> io:format("~tp~n", [X]).
