%% Two appends to one binary do not see each other, nor do appends by another process.
-module(bits_append_shared).
-export([main/0]).

main() ->
    B = build(100, <<>>),
    X = <<B/binary, 1:16>>, Y = <<B/binary, 2:16>>, Z = <<X/binary, 3:8>>,
    p({tail(B), tail(X), tail(Y), tail(Z)}),
    p({byte_size(B), byte_size(X), byte_size(Y), byte_size(Z)}),
    p(B =:= binary:part(Z, 0, byte_size(B))),
    Self = self(),
    Pids = [spawn(fun() -> Self ! {self(), build(50 + I, X)} end) || I <- [1, 2, 3]],
    Mine = build(80, X),
    p([receive {Pid, R} -> {byte_size(R), erlang:phash2(R)} end || Pid <- Pids]),
    p({byte_size(Mine), erlang:phash2(Mine), tail(X)}),
    erlang:garbage_collect(),
    p({erlang:phash2(B), erlang:phash2(Z), erlang:phash2(build(10, Z))}),
    % parts, odd offsets, odd sizes
    <<_, Rest/binary>> = X,
    p(erlang:phash2(build(20, Rest))),
    Odd = <<X/binary, 5:3>>,
    p({bit_size(Odd), bit_size(<<Odd/bitstring, 7:16>>), erlang:phash2(<<Odd/bitstring, 7:16, 9:32/little>>)}),
    p({<<X/binary, 1:3>> =:= <<X/binary, 1:3>>, X < Y, lists:sort([Y, X, B]) =:= [B, X, Y]}),
    p([tail(<<X/binary, V:S/little>>) || {V, S} <- [{-1, 8}, {258, 16}, {-258, 32}, {1 bsl 60, 64}]]),
    p([tail(append(X, V)) || V <- [0, -1, 1 bsl 64 + 5, -(1 bsl 70) + 3, 255]]),
    p(binary_to_term(term_to_binary(Z)) =:= Z),
    p(catch append(X, a)),
    p(catch append(a, 1)),
    p(catch append(<<1:3>>, 1)),
    p(catch append(Odd, 1)).

append(B, N) -> <<B/binary, N:32>>.

build(0, B) -> B;
build(N, B) -> build(N - 1, <<B/binary, N:16>>).

tail(B) -> binary:part(B, byte_size(B), -6).

p({'EXIT', {R, _}}) -> io:format("exit ~tp~n", [R]);
p(X) -> io:format("~tp~n", [X]).
