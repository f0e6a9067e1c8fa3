%% re:split, re:replace and the functions of string that use re's likes.
-module(re_split_replace).
-export([main/0]).

main() ->
    [io:format("split ~p ~p ~p ~p~n", [S, P, O, try re:split(S, P, O) catch C:R -> {C, R} end])
     || {S, P} <- [{"a,b,,c", ","}, {"a,b,,c,,", ",+"}, {"Erlang", "[ln]"}, {"Erlang", "([ln])"}, {"", "x"}, {"abc", ""}, {<<"a b">>, "\\s"}, {"aXbxc", "x"}],
        O <- [[], [{return, list}], [{return, binary}, {parts, 2}], [trim, {return, list}], [group], [caseless, {return, iodata}], [{parts, 1}], [notempty], [foo]]],
    [io:format("replace ~p ~p ~p ~p ~p~n", [S, P, N, O, try re:replace(S, P, N, O) catch C:R -> {C, R} end])
     || {S, P, N} <- [{"abcd", "c", "[&]"}, {"abcd", "c", "[\\&]"}, {"aabb", "(a)(b)", "\\2\\1-\\g{1}-\\g2"}, {"hello world", "o", ""}, {"x", "y", "z"}, {"aaa", "", "-"}],
        O <- [[], [{return, list}], [global, {return, list}], [global, {return, binary}], [global], [{return, foo}]]],
    io:format("~p~n", [re:replace(<<"äöü"/utf8>>, "[äö]", "<&>", [unicode, global, {return, list}])]),
    io:format("~p~n", [re:replace("12 34", "\\d+", "x", [global, {return, list}, {offset, 2}])]),
    io:format("~p~n", [string:lexemes("a b  c", " ")]),
    Text = lists:flatten([["line ", integer_to_list(I), ": value=", integer_to_list(I * I), "\n"] || I <- lists:seq(1, 300)]),
    {match, L} = re:run(Text, "^line (\\d+): value=(\\d+)$", [global, multiline, {capture, all_but_first, list}]),
    io:format("~p ~p~n", [length(L), lists:last(L)]),
    io:format("~p~n", [length(re:split(Text, "\n"))]).
