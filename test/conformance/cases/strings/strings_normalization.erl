%% Unicode normal forms of composed and decomposed text.
-module(strings_normalization).
-export([main/0]).

main() ->
    L = ["\x{e5}", "a\x{30a}", "\x{fb01}", "\x{1e9b}\x{323}", "\x{ac00}"],
    [p([F(S) || F <- [fun unicode:characters_to_nfc_list/1, fun unicode:characters_to_nfd_list/1, fun unicode:characters_to_nfkc_list/1, fun unicode:characters_to_nfkd_list/1]]) || S <- L],
    p(unicode:characters_to_nfc_binary("e\x{301}")).

p(X) -> io:format("~tp~n", [X]).
