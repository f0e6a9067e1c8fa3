%% RUN: %erlc -o %T %s
%% RUN: %beamc -v validate %T/safe.beam | FileCheck %s
%% What erlc makes passes. The element that is taken without a test, because every caller passes a tuple, is counted.
%% CHECK: safe.beam: safe, {{[0-9]+}} functions, {{[1-9][0-9]*}} instructions rely on types that the code does not show
-module(safe).
-export([f/1, g/1, h/2, r/1, t/1, x/1]).

f(L) -> [element(1, p(X)) || X <- L].
p({_, _} = T) -> setelement(1, q(T), new).
q(T) -> {element(2, T), 1.0 * element(1, T)}.
g(<<N:8, Rest:N/binary, _/bits>>) -> {N, g(Rest)};
g(<<>>) -> <<>>.
h(B, N) -> C = <<B/binary, N:32>>, [C, N, fun() -> {B, C} end].
r(T) ->
    receive {T, #{a := A} = M} -> M#{b => A}; stop -> exit(stop)
    after 100 -> none
    end.
t(F) ->
    try catch F() of {'EXIT', R} -> {exit, R}; V -> V / 2
    catch C:R:S -> erlang:raise(C, {t, R}, S)
    after erase(k)
    end.
x(M) -> case M of #{k := [H | _]} when H > 3 -> H; _ -> error(badarg, [M]) end.
