%% Comprehensions from and to binaries in all combinations.
-module(comprehensions_binaries).
-export([main/0]).

main() ->
    p([X || <<X>> <= <<1, 2, 3>>]),
    p([{A, B} || <<A:4, B:12>> <= <<1, 2, 3, 4, 5>>]),
    p(<< <<X:16>> || X <- [1, 2, 3] >>),
    p(<< <<X>> || <<X:4>> <= <<16#12, 16#34>>, X > 1 >>),
    p(<< <<B/binary, ",">> || B <- [<<"a">>, <<"bc">>] >>),
    p([X || <<X:3>> <= <<255, 0>>]),
    p([{N, S} || <<N, S:N/binary>> <= <<1, "a", 2, "bc", 9, "x">>]),
    p(<< <<(X + Y)>> || <<X>> <= <<1, 2>>, Y <- [10, 20] >>).

p(X) -> io:format("~tp~n", [X]).
