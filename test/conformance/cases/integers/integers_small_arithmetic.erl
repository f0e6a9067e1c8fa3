%% The integer operators on small operands, with every combination of signs.
-module(integers_small_arithmetic).
-export([main/0]).

main() ->
    [p({A, B, A + B, A - B, A * B, A div B, A rem B, A band B, A bor B, A bxor B})
     || A <- [7, -7, 0, 1], B <- [2, -2, 3, -3]],
    p([bnot A || A <- [0, 1, -1, 255]]).

p(X) -> io:format("~tp~n", [X]).
