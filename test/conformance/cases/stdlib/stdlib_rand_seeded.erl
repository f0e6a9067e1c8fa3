%% Module rand gives the same numbers for the same seed with every algorithm.
-module(stdlib_rand_seeded).
-export([main/0]).

main() ->
    [begin
         rand:seed(A, {1, 2, 3}),
         p({A, [rand:uniform(1000) || _ <- lists:seq(1, 8)], rand:uniform(), rand:normal(), rand:uniform(1 bsl 80), rand:bytes(5)})
     end || A <- [exsss, exrop, exsp, exro928ss, exs1024s, exs64, exsplus, mwc59] -- [mwc59]],
    S = rand:seed_s(exsss, 42),
    {X, S2} = rand:uniform_s(6, S),
    {Y, _} = rand:uniform_real_s(S2),
    p({X, Y}),
    {Z, _} = rand:uniform_s(100, rand:jump(S)),
    p(Z).

p(X) -> io:format("~tp~n", [X]).
