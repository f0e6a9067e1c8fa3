%% Every type test on a value of every type.
-module(guards_type_tests).
-export([main/0]).

main() ->
    Vs = [1, 1 bsl 70, 1.5, atom, true, [], [1], [1 | 2], {}, {a}, #{}, #{a => 1}, <<>>, <<1:3>>, fun() -> ok end, fun lists:map/2, self(), make_ref()],
    [io:format("~s~n", [[bit(B) || B <- tests(V)]]) || V <- Vs].

bit(true) -> $1;
bit(false) -> $0.

tests(V) ->
    [is_integer(V), is_float(V), is_number(V), is_atom(V), is_boolean(V), is_list(V), is_tuple(V), is_map(V), is_binary(V),
     is_bitstring(V), is_function(V), is_function(V, 0), is_function(V, 2), is_pid(V), is_reference(V), is_port(V)].
