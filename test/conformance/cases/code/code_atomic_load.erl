%% BOOT: full
%% Several modules at once, or none.
-module(code_atomic_load).
-export([main/0]).
-include("versions.hrl").

main() ->
    logger:set_primary_config(level, none),
    true = code:add_patha("versions/1"),
    Hot = {hot, "hot.beam", beam(1, hot)},
    Warm = {warm, "warm.beam", beam(1, warm)},
    p(code:atomic_load([hot, Warm])),
    p({hot:version(), warm:version(), code:which(warm)}),
    p(code:atomic_load([hot, warm])),
    p(sorted(code:atomic_load([hot, warm]))),
    p([code:purge(M) || M <- [hot, warm]]),
    p(code:atomic_load([])),
    p(sorted(code:atomic_load([hot, Hot]))),
    p(sorted(code:atomic_load([hot, no_such_module, on_load_ok]))),
    p(sorted(code:atomic_load([Hot, {warm, "x", <<"nonsense">>}]))),
    p(sorted(code:atomic_load([Hot, {warm, "x", beam(1, hot)}]))),
    p(sorted(code:atomic_load([Hot, lists]))),
    p(err1(fun() -> code:atomic_load([1]) end)),
    p(err1(fun() -> code:atomic_load(hot) end)),
    p(err1(fun() -> code:atomic_load([{hot, "x"}]) end)),
    p({hot:version(), warm:version(), erlang:check_old_code(hot), erlang:check_old_code(warm)}),
    %% In two steps.
    {ok, Prepared} = code:prepare_loading([{hot, "hot.beam", beam(2, hot)}, {warm, "warm.beam", beam(2, warm)}]),
    p({hot:version(), warm:version()}),
    p(code:finish_loading(Prepared)),
    p({hot:version(), warm:version(), warm:of_hot()}),
    p(sorted(code:prepare_loading([no_such_module, {warm, "x", <<>>}]))),
    p(err1(fun() -> code:prepare_loading([x | y]) end)),
    p(err1(fun() -> code:finish_loading(x) end)),
    p(code:ensure_modules_loaded([hot, warm, lists])),
    p(sorted(code:ensure_modules_loaded([no_such_module, on_load_bad, on_load_ok]))),
    p(on_load_ok:value()).

sorted({error, L}) when is_list(L) -> {error, lists:sort(L)};
sorted(Other) -> Other.
err1(F) -> try F() catch C:R -> {C, R} end.
