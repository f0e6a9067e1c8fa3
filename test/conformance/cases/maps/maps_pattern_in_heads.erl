%% Maps in function heads, with nested patterns and keys of several types.
-module(maps_pattern_in_heads).
-export([main/0]).

main() ->
    p([f(X) || X <- [#{type => circle, r => 2}, #{type => rect, w => 2, h => 3}, #{1 => #{"k" => [v]}}, #{type => other}, #{}, x]]).

f(#{type := circle, r := R}) -> {area, R * R * 3};
f(#{type := rect, w := W, h := H}) when W < H -> {area, W * H};
f(#{1 := #{"k" := [V | _]}}) -> {deep, V};
f(#{type := T}) -> {unknown, T};
f(#{}) -> a_map;
f(_) -> no_map.

p(X) -> io:format("~tp~n", [X]).
