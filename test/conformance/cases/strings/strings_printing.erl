%% Which lists and binaries print as text under ~p and ~tp.
-module(strings_printing).
-export([main/0]).

main() ->
    L = ["abc", "åäö", "日本", [0, 1], "\n\t\e", [7], <<"abc">>, <<"åäö"/utf8>>, <<"日本"/utf8>>, <<0, 1>>, <<228>>, "", <<>>, [$a | b], "it's \"q\" \\"],
    [io:format("~p ~tp ~w~n", [X, X, X]) || X <- L],
    io:format("~ts ~ts ~s~n", ["日本", <<"åä"/utf8>>, "åä"]),
    io:format("~s|~10s|~-10s|~.2s|~5.2s|~10.5.*s|~n", ["abc", "abc", "abc", "abc", "abc", $x, "abcdefg"]).
