%% Overflow and operations without a real result raise badarith.
-module(floats_arithmetic_errors).
-export([main/0]).

main() ->
    Big = id(1.0e308),
    p(attempt(fun() -> Big * 10 end)),
    p(attempt(fun() -> Big + Big end)),
    p(attempt(fun() -> -Big - Big end)),
    p(attempt(fun() -> Big / 1.0e-10 end)),
    p(attempt(fun() -> math:sqrt(id(-1)) end)),
    p(attempt(fun() -> math:log(id(0)) end)),
    p(attempt(fun() -> math:exp(id(1000)) end)),
    p(attempt(fun() -> math:pow(id(10.0), 400) end)),
    p(attempt(fun() -> id(a) + 1.0 end)),
    p(1.0e-300 * id(1.0e-300)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
