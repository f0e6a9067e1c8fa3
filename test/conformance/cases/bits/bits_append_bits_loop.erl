%% Appending single bits and odd pieces in a loop.
-module(bits_append_bits_loop).
-export([main/0]).

main() ->
    B = lists:foldl(fun(I, Acc) -> <<Acc/bits, (I rem 3):2, (I band 1):1>> end, <<>>, lists:seq(1, 1000)),
    p({bit_size(B), erlang:phash2(B)}),
    p(bits(<<16#a5, 3:3>>)),
    p(lists:foldl(fun(I, Acc) -> <<I:1, Acc/bits>> end, <<>>, [1, 0, 1, 1, 0, 0, 1, 0, 1])).

bits(B) -> [X || <<X:1>> <= B].

p(X) -> io:format("~tp~n", [X]).
