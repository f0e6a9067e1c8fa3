%% Map construction, update, strict update and matching.
-module(maps_syntax).
-export([main/0]).

main() ->
    M = #{a => 1, "b" => 2, {c} => 3},
    p(M),
    p(M#{a => 10, new => 0}),
    p(M#{a := 11}),
    #{a := A, {c} := C} = id(M),
    p({A, C}),
    K = "b",
    #{K := V} = id(M),
    p(V),
    p(#{a => 1, a => 2}),
    p(case M of #{zzz := _} -> yes; #{} -> no end).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
