%% Accounts are processes; transfers between them keep the sum.
-module(programs_bank_processes).
-export([main/0]).

main() ->
    As = [spawn_link(fun() -> account(100) end) || _ <- lists:seq(1, 10)],
    T = list_to_tuple(As),
    S = self(),
    Ws = [spawn_link(fun() -> [transfer(element(1 + I * K rem 10, T), element(1 + (I + K) rem 10, T), I rem 30) || I <- lists:seq(1, 200)], S ! done end) || K <- [3, 5, 7]],
    [receive done -> ok end || _ <- Ws],
    p(lists:sum([call(A, balance) || A <- As])),
    p(lists:all(fun(A) -> call(A, balance) >= 0 end, As)).

transfer(A, B, N) ->
    case call(A, {take, N}) of
        ok -> ok = call(B, {put, N});
        no -> no
    end.

call(P, Q) -> R = make_ref(), P ! {self(), R, Q}, receive {R, X} -> X end.

account(N) ->
    receive
        {F, R, balance} -> F ! {R, N}, account(N);
        {F, R, {take, X}} when X =< N -> F ! {R, ok}, account(N - X);
        {F, R, {take, _}} -> F ! {R, no}, account(N);
        {F, R, {put, X}} -> F ! {R, ok}, account(N + X)
    end.

p(X) -> io:format("~tp~n", [X]).
