%% Integers that are wider than integers can be, matched where they begin with zeros.
-module(large_bits_zeros).
-export([main/0]).

main() ->
    Bits = 1 bsl 27,
    Zero = <<0:Bits, 13>>,
    io:format("~p~n", [[big(Bits, Zero), little(Bits, Zero), signed(Bits, Zero), big(Bits - 3, <<0:(Bits - 3), 13>>)]]),
    Seven = <<0:(Bits - 8), 7, 13>>,
    io:format("~p~n", [[big(Bits, Seven), signed(Bits, Seven)]]),
    io:format("~p~n", [little(Bits, <<7, 0:(Bits - 8), 13>>)]).

big(N, B) -> <<I:N, 13>> = B, I.
little(N, B) -> <<I:N/little, 13>> = B, I.
signed(N, B) -> <<I:N/signed, 13>> = B, I.
