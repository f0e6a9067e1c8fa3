%% Maps compare by size, then keys, then values.
-module(maps_compare).
-export([main/0]).

main() ->
    p(lists:sort([#{b => 1}, #{a => 2}, #{}, #{a => 1, b => 0}, #{a => 1}, #{1 => z}])),
    p([id(#{a => 1}) == #{a => 1.0}, id(#{a => 1}) =:= #{a => 1.0}, id(#{1 => a}) < #{1.0 => a}, id(#{1.0 => a}) < #{2 => a}]).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
