%% Module rand: every algorithm with each form of seed, jumps, export of seeds, plugin-like states and errors.
-module(stdlib_rand_algorithms).
-export([main/0]).

main() ->
    Algorithms = [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024],
    [p({A, Seed, numbers(A, Seed)}) || A <- Algorithms, Seed <- [0, 42, -1, 1 bsl 70, {1, 2, 3}, {0, 0, 0}, {-5, 1 bsl 40, 7}]],
    [p({A, S, attempt(fun() -> first(rand:seed_s(A, S)) end)})
     || {A, S} <- [{exsss, [1 | 2]}, {exsss, [0 | 0]}, {exsp, [5 | 6]}, {exrop, [7 | 8]}, {exro928ss, lists:seq(1, 16)},
                   {exs1024s, lists:seq(1, 16)}, {exs1024s, [1, 2]}, {exs64, 99}, {exs64, [3]}, {dummy, 42}, {dummy, {1, 2, 3}},
                   {none, 1}, {exsss, a}]],
    [p({A, attempt(fun() -> jumps(rand:seed_s(A, 7)) end)}) || A <- Algorithms],
    [p({A, attempt(fun() -> rand:export_seed_s(rand:seed_s(A, {3, 2, 1})) end)}) || A <- Algorithms],
    [p({A, ranges(rand:seed_s(A, 11))}) || A <- [exsss, exrop, exs1024s, exro928ss]],
    [p({A, reals(rand:seed_s(A, 12))}) || A <- [exsss, exrop, exs1024s, exro928ss, exs64]],
    [p({A, normals(rand:seed_s(A, 13))}) || A <- [exsss, exrop, exs1024s]],
    p([begin {B, _} = rand:bytes_s(N, rand:seed_s(A, 14)), B end || A <- [exsss, exrop, exs1024s], N <- [0, 1, 7, 8, 9, 33]]),
    in_process(),
    [p(attempt(F)) || F <- [fun() -> rand:uniform(0) end, fun() -> rand:uniform(1.5) end, fun() -> rand:bytes(-1) end,
                            fun() -> rand:normal(0, -1) end, fun() -> rand:seed(nope) end, fun() -> rand:uniform_s(3, x) end]].

numbers(A, Seed) ->
    S0 = rand:seed_s(A, Seed),
    {L, S1} = lists:mapfoldl(fun(N, S) -> rand:uniform_s(N, S) end, S0, [10, 1000, 1 bsl 30, 1 bsl 58, 1 bsl 59, 1 bsl 64, (1 bsl 64) + 1, 1 bsl 200]),
    {U, _} = rand:uniform_s(S1),
    {L, U}.

first(S) -> {N, _} = rand:uniform_s(1 bsl 50, S), N.

jumps(S0) ->
    S1 = rand:jump(S0),
    S2 = rand:jump(S1),
    [first(S) || S <- [S0, S1, S2]].

%% Ranges that are and are not powers of two, and many numbers folded into one.
ranges(S0) ->
    [begin
         {Sum, _} = lists:foldl(fun(_, {Acc, S}) -> {V, S2} = rand:uniform_s(N, S), {erlang:phash2({Acc, V}), S2} end, {0, S0}, lists:seq(1, 500)),
         Sum
     end || N <- [1, 2, 3, 7, 16, 1000, 65536, 1 bsl 31, (1 bsl 31) - 1, 1 bsl 57, (1 bsl 58) - 5, 3 bsl 60]].

reals(S0) ->
    {L, S1} = lists:mapfoldl(fun(_, S) -> rand:uniform_real_s(S) end, S0, lists:seq(1, 20)),
    {M, _} = lists:mapfoldl(fun(_, S) -> rand:uniform_real_s(S) end, S1, lists:seq(1, 2000)),
    {lists:sublist(L, 6), erlang:phash2(M), lists:min(M)}.

normals(S0) ->
    {L, S1} = lists:mapfoldl(fun(_, S) -> rand:normal_s(S) end, S0, lists:seq(1, 2000)),
    {N, _} = lists:mapfoldl(fun(_, S) -> rand:normal_s(10, 4, S) end, S1, lists:seq(1, 5)),
    {lists:sublist(L, 4), erlang:phash2(L), lists:max(L), N}.

in_process() ->
    p(rand:export_seed()),
    rand:seed(exsss, {9, 9, 9}),
    A = [rand:uniform(6) || _ <- lists:seq(1, 10)],
    E = rand:export_seed(),
    B = {rand:uniform(), rand:uniform_real(), rand:normal(), rand:normal(1, 2), rand:bytes(3)},
    rand:seed(E),
    B = {rand:uniform(), rand:uniform_real(), rand:normal(), rand:normal(1, 2), rand:bytes(3)},
    rand:jump(),
    p({A, B, rand:uniform(1000)}),
    rand:seed(rand:seed_s(exrop, 4)),
    p(rand:uniform(1000)),
    p(element(1, rand:export_seed())),
    p([rand:mwc59_value32(17), rand:mwc59_value(17), rand:mwc59(17), rand:mwc59_float(17), rand:mwc59_seed(5)]),
    p([rand:exsp_next([1 | 2]), rand:exsp_jump([1 | 2]), rand:splitmix64_next(3)]).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
