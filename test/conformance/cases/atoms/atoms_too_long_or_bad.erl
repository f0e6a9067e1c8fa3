%% Texts that are too long and not UTF-8: what is found first decides.
-module(atoms_too_long_or_bad).
-export([main/0]).

main() ->
    Zeros = fun(N) -> binary:copy(<<0>>, N) end,
    Texts = [{B, <<(Zeros(B))/binary, 255, (Zeros(A))/binary>>}
             || B <- [0, 1, 254, 255, 256, 257, 511, 1019, 1020, 1021], A <- [0, 1, 254, 255, 500, 765, 1020, 2000]],
    [io:format("~p ~p ~p ~p~n", [B, byte_size(T), t(fun() -> binary_to_atom(T, utf8) end),
                                 t(fun() -> binary_to_existing_atom(T, utf8) end)]) || {B, T} <- Texts],
    Wide = unicode:characters_to_binary(lists:duplicate(255, 16#10348)),
    [io:format("~p~n", [t(fun() -> binary_to_atom(T, utf8) end)])
     || T <- [Wide, <<Wide/binary, 0>>, <<Wide/binary, 255>>, binary:part(Wide, 0, byte_size(Wide) - 1), Zeros(256)]],
    [io:format("~p~n", [t(fun() -> binary_to_atom(Zeros(N), latin1) end)]) || N <- [255, 256]].

t(F) -> try is_atom(F()) catch C:R -> {C, R} end.
