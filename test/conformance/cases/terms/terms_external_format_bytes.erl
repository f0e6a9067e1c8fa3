%% The bytes of term_to_binary for each type.
-module(terms_external_format_bytes).
-export([main/0]).

main() ->
    [p({X, term_to_binary(X)}) || X <- [0, 255, 256, -1, 1 bsl 31, 1 bsl 63, 1 bsl 100, -(1 bsl 100), 1.5, a, 'å', '日', [], "abc", [1, 300], [a | b],
                                        {}, {a, 1}, #{a => 1}, <<"bin">>, <<5:3>>, fun lists:map/2, 1 bsl 3000 rem 7]],
    p(term_to_binary([a, a, a], [{minor_version, 1}])),
    p(term_to_binary('å', [{minor_version, 1}])).

p(X) -> io:format("~tp~n", [X]).
