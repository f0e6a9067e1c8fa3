%% Variable-length integers are written and read, bignums included.
-module(bits_leb128_varints).
-export([main/0]).

main() ->
    Ns = [0, 1, 127, 128, 300, 16384, 1 bsl 32, 1 bsl 64, (1 bsl 100) - 1],
    B = << <<(enc(N))/binary>> || N <- Ns >>,
    p(B),
    p(dec(B) =:= Ns).

enc(N) when N < 128 -> <<N>>;
enc(N) -> <<1:1, N:7, (enc(N bsr 7))/binary>>.

dec(<<>>) -> [];
dec(B) -> {N, R} = one(B, 0, 0), [N | dec(R)].

one(<<1:1, X:7, R/binary>>, S, N) -> one(R, S + 7, N bor (X bsl S));
one(<<0:1, X:7, R/binary>>, S, N) -> {N bor (X bsl S), R}.

p(X) -> io:format("~tp~n", [X]).
