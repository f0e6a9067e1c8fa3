%% io_lib_pretty: where lines break, for terms of each kind, line lengths, columns, depths, records, limits on characters.
-module(io_lib_pretty_layout).
-export([main/0]).

main() ->
    Terms = terms(),
    [begin
         io:format("-- ~w ~w ~w~n", [Column, Length, Depth]),
         [io:format("~ts|~n", [io_lib_pretty:print(T, Column, Length, Depth)]) || T <- Terms]
     end || {Column, Length, Depth} <- [{1, 80, -1}, {1, 20, -1}, {10, 40, -1}, {1, 1, -1}, {1, 30, 5}, {1, 60, 3}, {5, 25, 12}]],
    Records = fun(rec, 2) -> [first, second]; (point, 3) -> [x, y, z]; (_, _) -> no end,
    [io:format("~ts|~n", [io_lib_pretty:print(T, Column, 30, Depth, Records)])
     || T <- [{rec, 1, "two"}, {rec, 1}, {point, 1.0, {rec, a, b}, lists:seq(1, 20)}, [{rec, lists:seq(1, 12), [{point, 1, 2, 3}]}]],
        Column <- [1, 8], Depth <- [-1, 4]],
    [io:format("~ts|~n", [io_lib_pretty:print(T, Options)])
     || T <- [lists:seq(1, 200), "a string \x{3b1}\x{3b2}", <<"bytes \x{e9}">>, <<"text é"/utf8>>, #{a => lists:seq(1, 40), {b, c} => "text"}],
        Options <- [[], [{line_length, 40}], [{encoding, unicode}], [{encoding, latin1}, {strings, false}], [{chars_limit, 30}], [{chars_limit, 100}, {line_length, 30}],
                    [{depth, 6}], [{column, 20}, {line_length, 50}], [{line_max_chars, 10}]]],
    [io:format("[" ++ F ++ "]~n", [T]) || F <- ["~30p", "~20.3p", "~P", "~40tp", "~.5p", "~0p", "~0tp", "~10.10p"], F =/= "~P",
                                         T <- [lists:seq(1, 15), {a, "b", #{c => d}}, "\x{3b1}"]],
    [io:format("[" ++ F ++ "]~n", [T, D]) || F <- ["~P", "~W", "~30P", "~tP", "~tW"], T <- Terms, D <- [1, 2, 7, 25]],
    [io:format("~ts|~n", [io_lib:format("~p", [T], [{chars_limit, N}])]) || T <- Terms, N <- [1, 15, 60]].

terms() ->
    [atom, 'An atom', 12345678901234567890, 1.5, [], {}, #{}, "", <<>>,
     lists:seq(1, 30),
     [a, b | c],
     "a longer string that does not fit into twenty columns \"quoted\"\n\ttab",
     [$a, 1000, $b],
     <<"a binary that holds readable text of some length">>,
     <<1, 2, 3, 200:16, 5:3>>,
     list_to_binary(lists:seq(0, 40)),
     {tuple, {nested, {deeply, {and_so, {on, {"and", {on}}}}}}},
     [{key, "value"}, {other_key, [1, 2, 3]}, {third, #{a => 1}}],
     #{atom => 1, "string" => [1, 2], {t, u} => #{inner => <<"x">>}, 3 => 4},
     [[[[[[deep]]]]], [[[more]]]],
     {a, [b, {c, [d, {e, [f, {g, "h"}]}]}]},
     ["several", "short", "strings", <<"and binaries">>],
     {'EXIT', {badarg, [{erlang, atom_to_list, [1], []}, {m, f, 2, [{file, "m.erl"}, {line, 12}]}]}}].
