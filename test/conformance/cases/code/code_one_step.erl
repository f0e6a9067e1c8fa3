%% Modules that are loaded together are replaced in one step: nobody sees a new one and then an old one.
-module(code_one_step).
-export([main/0]).
-include("versions.hrl").

-define(LOADS, 300).

main() ->
    Modules = [pair_left, pair_right],
    [One, Two] = Beams = [[{M, beam(V, M)} || M <- Modules] || V <- [1, 2]],
    %% Odd while a batch is being installed. Batches are of version 2 and 1 in turn.
    Count = atomics:new(1, []),
    ok = erlang:finish_loading([erlang:prepare_loading(M, B) || {M, B} <- One]),
    Md5 = maps:from_list([{beam_lib_md5(B), V} || {V, L} <- lists:zip([1, 2], Beams), {_, B} <- L]),
    Looks = [fun() -> {pair_left:last(), pair_right:first()} end,
             fun() -> {pair_right:first(), pair_left:last()} end,
             fun() -> {pair_left:first(), pair_left:last()} end,
             fun() -> {pair_left:last(), pair_left:first()} end,
             fun() -> {apply(m(pair_left), first, []), apply(m(pair_right), last, [])} end,
             fun() -> {only(pair_left), only(pair_right)} end,
             fun() -> {exported(pair_left), exported(pair_right)} end,
             fun() -> {maps:get(erlang:get_module_info(pair_left, md5), Md5),
                       maps:get(erlang:get_module_info(pair_right, md5), Md5)} end],
    Readers = [spawn_monitor(fun() -> reader(Count, Look) end) || Look <- Looks],
    [begin load(Count, Two), load(Count, One) end || _ <- lists:seq(1, ?LOADS div 2)],
    atomics:put(Count, 1, -1),
    p([receive {'DOWN', Mon, process, Pid, Reason} -> Reason end || {Pid, Mon} <- Readers]).

%% In short slices, so that purging, which asks everybody, does not take long.
reader(Count, Look) ->
    erlang:bump_reductions(200),
    C = atomics:get(Count, 1),
    {A, B} = Look(),
    case atomics:get(Count, 1) of
        -1 ->
            exit(all_in_one_step);
        C ->
            case 1 + (C + 1) div 2 rem 2 of
                A when B =/= A -> exit({new_beside_old, C, A, B});
                _ -> reader(Count, Look)
            end;
        _ ->
            reader(Count, Look)
    end.

load(Count, Beams) ->
    Prepared = [erlang:prepare_loading(M, B) || {M, B} <- Beams],
    atomics:add(Count, 1, 1),
    ok = erlang:finish_loading(Prepared),
    atomics:add(Count, 1, 1),
    [purge_softly(M) || {M, _} <- Beams].

purge_softly(M) ->
    soft_purge(M) orelse purge_softly(M).

only(M) ->
    try M:only_in_1() catch error:undef -> 2 end.
exported(M) ->
    case erlang:function_exported(M, only_in_1, 0) of
        true -> 1;
        false -> 2
    end.
beam_lib_md5(Beam) ->
    erts_internal:beamfile_module_md5(Beam).
m(M) -> M.
