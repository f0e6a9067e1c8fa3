%% Deep updates copy the path only, all versions stay readable.
-module(maps_nested_update).
-export([main/0]).

main() ->
    M0 = #{x => #{y => #{z => 1}}, l => [#{n => 1}]},
    #{x := #{y := Y} = X} = M0,
    M1 = M0#{x := X#{y := Y#{z := 2, w => 3}}},
    p({M0, M1}),
    p(maps:get(z, maps:get(y, maps:get(x, M1)))).

p(X) -> io:format("~tp~n", [X]).
