%% Functions of a module with export_all are called by names that are known at run time only: in the version that the
%% program is built with, and in versions that are loaded over it, before and after they get hot.
-module(code_apply_tiers).
-compile([export_all, nowarn_export_all]).
-include("versions.hrl").

main() ->
    T = code_apply_target,
    calls(T),
    Waiting = spawn(T, waits, [self()]),
    Version = fun T:version/0,
    loaded(T, 2),
    calls(T),
    %% Hot, then replaced again.
    p(lists:usort([{apply(T, sum, [N, 0]) - N * (N + 1) div 2, T:four_times(N) - 4 * N} || N <- lists:seq(1, 3000)])),
    calls(T),
    Waiting ! go,
    p(receive {Waiting, Old, New} -> {Old, New} end),
    p(purge(T)),
    loaded(T, 3),
    p(lists:usort([T:version() || _ <- lists:seq(1, 3000)])),
    calls(T),
    p(Version()),
    %% Functions of this module that nothing but their names leads to.
    [p(apply(?MODULE, name(N), [N])) || N <- ["local_one", "local_two"]],
    p(err(fun() -> apply(?MODULE, name("local_three"), [1]) end)),
    p(lists:member({local_two, 1}, ?MODULE:module_info(exports))).

local_one(N) -> {one, N}.
local_two(N) -> {two, local_one(N)}.

loaded(T, V) ->
    {module, T} = erlang:load_module(T, beam(V, T)).

calls(T) ->
    p([apply(T, name(N), A) || {N, A} <- [{"version", []}, {"nobody_calls_this", [x]}, {"twice", [2]}, {"four_times", [1 bsl 58]},
                                          {"twice", [1.5]}, {"sum", [100, 0]}, {"mean", [[1.0, 2.5]]}, {"mean", [[1.0, 2.5], 3.5, 2]},
                                          {"many", lists:seq(1, 10)}, {"quoted name", ['an atom']}, {atom_to_list(T), []}]]),
    p({T:version(), T:twice(3), T:sum(10, 0), (fun T:version/0)(), (fun T:twice/1)(4)}),
    F = name("version"),
    p({T:F(), apply(fun T:F/0, []), lists:map(fun T:twice/1, [1, 2, 3])}),
    p(T:deep(3, fun T:version/0)),
    p([T:catches(T, G, A) || {G, A} <- [{sum, [-1, 0]}, {sum, [a, b, c]}, {not_there, []}, {twice, [a]}, {mean, [[]]}, {version, [1 | 2]},
                                        {catches, [T, twice, [b]]}, {1, []}]]),
    p({T:on(T, twice, 21), T:tail(T, tail, [T, version, []]), T:on(?MODULE, local_two, 7)}),
    p([err(fun() -> apply(T, G, A) end) || {G, A} <- [{sum, [-1, 0]}, {not_there, [1]}, {'quoted name', [1]}, {twice, [1, 2]}]]),
    p([erlang:function_exported(T, G, A) || {G, A} <- [{twice, 1}, {mean, 3}, {twice, 2}, {module_info, 0}]]),
    Me = self(),
    [begin
         P = spawn(T, catches, [erlang, send, [Me, {N, self(), apply(T, nobody_calls_this, [N])}]]),
         is_pid(P)
     end || N <- [1, 2]],
    p([receive {N, Me, X} -> X end || N <- [1, 2]]).

name(Text) -> list_to_atom(Text).
