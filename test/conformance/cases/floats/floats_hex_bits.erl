%% The bits of a float survive every way through lists, tuples, maps and binaries.
-module(floats_hex_bits).
-export([main/0]).

main() ->
    Bits = [0, 1 bsl 63, 16#3ff0000000000000, 16#7fefffffffffffff, 16#0010000000000000, 1, 16#5fe1234567890abc, 16#1fe1234567890abc],
    Fs = [begin <<F/float>> = <<B:64>>, F end || B <- Bits],
    p([B =:= bits(F) || {B, F} <- lists:zip(Bits, Fs)]),
    p([bits(F) || F <- tuple_to_list(list_to_tuple(Fs))] =:= Bits),
    M = maps:from_list(lists:zip(lists:seq(1, 8), Fs)),
    p([bits(maps:get(I, M)) || I <- lists:seq(1, 8)] =:= Bits),
    p([bits(F * 1.0) || F <- Fs] =:= Bits).

bits(F) -> <<B:64>> = <<F/float>>, B.

p(X) -> io:format("~tp~n", [X]).
