%% What code_apply_tiers calls by name, in versions that differ in V only. Nobody in the module calls most of it.
-compile(export_all).
-compile(nowarn_export_all).

version() -> ?V.

nobody_calls_this(X) -> {?V, X}.

%% Small enough to be inlined where it is called.
twice(X) -> X + X.
four_times(X) -> twice(twice(X)).

%% Loops over numbers that need no tags inside.
sum(0, S) -> S;
sum(N, S) when is_integer(N), N > 0 -> sum(N - 1, S + N).
mean(L) -> mean(L, 0.0, 0).
mean([X | L], S, N) when is_float(X) -> mean(L, S + X, N + 1);
mean([], S, N) when N > 0 -> S / N.

many(A, B, C, D, E, F, G, H, I, J) -> {?V, J, I, H, G, F, E, D, C, B, A}.

deep(0, F) -> F();
deep(N, F) -> [N | deep(N - 1, F)].

catches(M, F, A) ->
    try apply(M, F, A)
    catch C:R -> {caught, C, R}
    end.

on(M, F, A) -> M:F(A).
tail(M, F, A) -> apply(M, F, A).
waits(Pid) -> receive go -> Pid ! {self(), ?V, apply(?MODULE, version, [])} end.
'quoted name'('an atom') -> {?V, 'an atom'}.
?MODULE() -> ?V.
