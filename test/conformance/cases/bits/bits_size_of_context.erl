%% Sizes of what is left of a match: since OTP 26 the compiler asks the match context itself.
-module(bits_size_of_context).
-export([main/0, f/1, g/1]).
main() -> [io:format("~p ~p~n", [catch f(B), catch g(B)]) || B <- [<<>>, <<1>>, <<1,2,3>>, <<1,2,3:4>>, <<1:1>>]].
f(<<H, T/bits>>) when bit_size(T) > 8 -> {H, f(T)};
f(<<H, T/bits>>) -> {H, bit_size(T), byte_size(T), T};
f(B) -> {left, bit_size(B), byte_size(B)}.
g(B) -> g(B, 0).
g(<<X, R/binary>> = B, N) when byte_size(B) rem 2 =:= 1 -> g(R, N + X);
g(<<X:16, R/binary>>, N) -> g(R, N + X * byte_size(R));
g(B, N) -> {bit_size(B), N}.
