%% Which of several missing keys an update names.
-module(maps_update_missing_key).
-export([main/0]).

main() ->
    Small = id(#{x => 1, 7 => 2}),
    Large = maps:from_list([{N, N} || N <- lists:seq(1000, 1100)]),
    [begin
         show(fun() -> M#{42.0 := v, 42 := v2} end),
         show(fun() -> M#{42 => v1, 42.0 := v2} end),
         show(fun() -> M#{z := 1, y := 2, b => 3, a := 4} end),
         show(fun() -> M#{{1} := 1, <<1>> := 2, [] := 3, "a" := 4, 2.0 := 5} end),
         show(fun() -> K = id(q), M#{K := 1, b := 1, a := 2} end),
         show(fun() -> M#{f := 1, e := 1, 7 := 2, d => 4, c := 3} end)
     end || M <- [Small, Large, #{}]].

show(F) -> io:format("~p~n", [try F() catch C:R -> {C, R} end]).

id(X) -> X.
