%% Bitstrings whose size is no multiple of eight: print, compare, concatenate, sizes.
-module(bits_tail_of_bits).
-export([main/0]).

main() ->
    L = [<<>>, <<0:1>>, <<1:1>>, <<5:3>>, <<255, 1:1>>, <<255, 3:7>>],
    p(L),
    p([{bit_size(B), byte_size(B), is_binary(B), is_bitstring(B)} || B <- L]),
    p(lists:sort([<<1:1>>, <<0:1>>, <<>>, <<1>>, <<0, 1:1>>, <<128>>])),
    p(list_to_bitstring([1, <<2:4>>, [<<3:4>>, 4], <<5:3>>])),
    p([bitstring_to_list(B) || B <- L]),
    p(<< <<X:3>> || X <- lists:seq(0, 7) >>).

p(X) -> io:format("~tp~n", [X]).
