%% Float segments of 16, 32 and 64 bits in both byte orders; NaN does not match.
-module(bits_float_fields).
-export([main/0]).

main() ->
    [begin
         B = <<F:64/float, F:64/float-little, F:32/float, F:32/float-little, F:16/float>>,
         <<A:64/float, C:64/float-little, D:32/float, E:32/float-little, G:16/float>> = B,
         p({B, A, C, D, E, G})
     end || F <- [0.0, -0.0, 1.0, -1.5, 0.1, 65504.0, 1.0e-5]],
    p([f(B) || B <- [<<16#7ff8000000000000:64>>, <<16#7ff0000000000000:64>>, <<16#7fc00000:32>>, <<16#7e00:16>>, <<16#3c00:16>>]]),
    p(<<(id(7)):64/float, (id(1 bsl 70)):32/float>>).

f(<<F:64/float>>) -> F;
f(<<F:32/float>>) -> F;
f(<<F:16/float>>) -> F;
f(_) -> none.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
