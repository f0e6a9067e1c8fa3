%% Fields that start in the middle of a byte, and binaries that do.
-module(bits_unaligned).
-export([main/0]).

main() ->
    B = id(<<16#123456789abcdef0:64>>),
    [begin
         <<A:N, M:13, R:16/bits, T/bits>> = B,
         p({N, A, M, R, T, bit_size(T)})
     end || N <- lists:seq(0, 9)],
    <<_:3, Mid:4/binary, _/bits>> = B,
    p({Mid, byte_size(Mid), Mid =:= <<16#91a2b3c4:32>>, binary_to_list(Mid)}),
    p(<<1:1, Mid/binary, 2:2, Mid/binary>>).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
