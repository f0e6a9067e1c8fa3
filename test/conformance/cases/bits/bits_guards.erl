%% Sizes and types of bitstrings in guards, and parts by binary_part.
-module(bits_guards).
-export([main/0]).

main() ->
    p([f(X) || X <- [<<>>, <<1>>, <<1, 2, 3>>, <<1:4>>, <<"hello world">>, "str"]]).

f(B) when byte_size(B) =:= 0 -> empty;
f(B) when is_binary(B), binary_part(B, 0, 1) =:= <<"h">> -> h;
f(B) when is_binary(B), byte_size(B) > 2 -> long;
f(B) when bit_size(B) rem 8 =/= 0 -> odd;
f(B) when is_bitstring(B) -> short;
f(_) -> other.

p(X) -> io:format("~tp~n", [X]).
