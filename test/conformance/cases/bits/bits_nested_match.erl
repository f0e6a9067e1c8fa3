%% Matching of a binary found inside another pattern, with both views of it kept.
-module(bits_nested_match).
-export([main/0]).

main() ->
    p(f({msg, <<1, 2, 3>>, [<<"x", 9>>]})),
    <<A, _/binary>> = B = id(<<7, 8>>),
    p({A, B}).

f({msg, <<A, R/binary>> = All, [<<"x", X>>]}) -> {A, R, All, X}.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
