%% unicode: conversion between encodings, errors and incomplete input.
-module(strings_unicode_conversion).
-export([main/0]).

main() ->
    S = "aåλ日😀",
    [p({E, unicode:characters_to_binary(S, unicode, E)}) || E <- [utf8, utf16, {utf16, little}, utf32, {utf32, little}]],
    p(unicode:characters_to_list(<<"aåλ日"/utf8>>)),
    p(unicode:characters_to_binary("åä", latin1)),
    p(unicode:characters_to_binary("åλ", unicode, latin1)),
    p(unicode:characters_to_list(<<"ab", 255, "c">>)),
    p(unicode:characters_to_list(<<"ab", 16#e6, 16#97>>)),
    p(unicode:characters_to_list([<<"a">>, [$b, <<"c">>] | <<"d">>])),
    p([unicode:bom_to_encoding(B) || B <- [<<16#ef, 16#bb, 16#bf>>, <<16#fe, 16#ff>>, <<16#ff, 16#fe>>, <<"x">>]]),
    p(attempt(fun() -> unicode:characters_to_list(id(a)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
