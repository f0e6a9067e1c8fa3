%% Sieve of Eratosthenes on maps, and all solutions of eight queens.
-module(programs_sieve_queens).
-export([main/0]).

main() ->
    p(lists:sublist(sieve(lists:seq(2, 2000)), 290, 20)),
    Q = queens(8),
    p({length(Q), hd(Q)}).

sieve([]) -> [];
sieve([P | T]) -> [P | sieve([X || X <- T, X rem P =/= 0])].

queens(N) -> place(N, N).

place(0, _) -> [[]];
place(K, N) -> [[C | R] || R <- place(K - 1, N), C <- lists:seq(1, N), safe(C, 1, R)].

safe(_, _, []) -> true;
safe(C, D, [Q | R]) -> C =/= Q andalso abs(C - Q) =/= D andalso safe(C, D + 1, R).

p(X) -> io:format("~tp~n", [X]).
