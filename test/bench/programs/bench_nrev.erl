%% Naive reverse: lists and body recursion.
-module(bench_nrev).
-export([run/0]).
run() -> L = lists:seq(1, 400), loop(200, L), length(nrev(L)).
loop(0, _) -> ok;
loop(N, L) -> nrev(L), loop(N - 1, L).
nrev([]) -> [];
nrev([H | T]) -> app(nrev(T), [H]).
app([], L) -> L;
app([H | T], L) -> [H | app(T, L)].
