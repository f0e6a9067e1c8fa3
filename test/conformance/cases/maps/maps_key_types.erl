%% Keys of any type; integers and floats are different keys.
-module(maps_key_types).
-export([main/0]).

main() ->
    M = #{1 => int, 1.0 => float, "1" => str, <<"1">> => bin, '1' => atom, {1} => tuple, [1] => list, #{} => map, [] => nil},
    p([maps:get(K, M) || K <- [1, 1.0, "1", <<"1">>, '1', {1}, #{}, []]]),
    p(map_size(M)),
    p(lists:sort(maps:keys(M))).

p(X) -> io:format("~tp~n", [X]).
