%% Composition, currying, folds over functions and lazy lists.
-module(funs_higher_order).
-export([main/0]).

main() ->
    Compose = fun(Fs) -> lists:foldr(fun(F, G) -> fun(X) -> F(G(X)) end end, fun(X) -> X end, Fs) end,
    p((Compose([fun(X) -> X + 1 end, fun(X) -> X * 10 end, fun erlang:length/1]))("abcd")),
    p(take(10, primes())),
    p((y(fun(F) -> fun(0) -> 1; (N) -> N * F(N - 1) end end))(6)).

primes() -> sieve(from(2)).

from(N) -> fun() -> {N, from(N + 1)} end.

sieve(L) -> fun() -> {P, T} = L(), {P, sieve(filter(fun(X) -> X rem P =/= 0 end, T))} end.

filter(F, L) ->
    fun() ->
        {H, T} = L(),
        case F(H) of true -> {H, filter(F, T)}; false -> (filter(F, T))() end
    end.

take(0, _) -> [];
take(N, L) -> {H, T} = L(), [H | take(N - 1, T)].

y(F) -> G = fun(X) -> F(fun(A) -> (X(X))(A) end) end, G(G).

p(X) -> io:format("~tp~n", [X]).
