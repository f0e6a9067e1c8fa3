%% Multiplication of matrices of floats and of integers.
-module(programs_matrix_float).
-export([main/0]).

main() ->
    A = [[I * J / 7 || J <- lists:seq(1, 12)] || I <- lists:seq(1, 12)],
    B = mul(A, transpose(A)),
    p(hd(B)),
    p(lists:sum([lists:sum(R) || R <- B])),
    p(power([[1, 1], [1, 0]], 200)).

transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].

mul(A, B) -> T = transpose(B), [[dot(R, C, 0) || C <- T] || R <- A].

dot([X | A], [Y | B], S) -> dot(A, B, S + X * Y);
dot([], [], S) -> S.

power(M, 1) -> M;
power(M, N) when N rem 2 =:= 0 -> H = power(M, N div 2), mul(H, H);
power(M, N) -> mul(M, power(M, N - 1)).

p(X) -> io:format("~tp~n", [X]).
