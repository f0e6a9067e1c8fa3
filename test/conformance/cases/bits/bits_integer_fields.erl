%% Integer segments of all sizes, signs and byte orders, built and matched back.
-module(bits_integer_fields).
-export([main/0]).

main() ->
    [begin
         B = <<N:S/big, N:S/little, N:S/native>>,
         <<U:S/big-unsigned, I:S/little-signed, _:S>> = B,
         p({S, <<N:S/big>>, <<N:S/little>>, U, I})
     end || S <- [1, 3, 7, 8, 9, 12, 16, 17, 24, 31, 32, 33, 48, 59, 60, 61, 63, 64, 65, 100, 128], N <- [5, -3]].

p(X) -> io:format("~tp~n", [X]).
