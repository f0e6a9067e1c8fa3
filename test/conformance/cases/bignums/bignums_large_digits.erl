%% A number of several thousand digits is written and read back in two bases.
-module(bignums_large_digits).
-export([main/0]).

main() ->
    N = ipow(7, 5000),
    L = integer_to_list(N),
    p({length(L), lists:sublist(L, 20), lists:nthtail(length(L) - 20, L)}),
    p(list_to_integer(L) =:= N),
    H = integer_to_binary(N, 16),
    p({byte_size(H), binary_part(H, 0, 20), binary_to_integer(H, 16) =:= N}).

ipow(_, 0) -> 1;
ipow(B, N) -> B * ipow(B, N - 1).

p(X) -> io:format("~tp~n", [X]).
