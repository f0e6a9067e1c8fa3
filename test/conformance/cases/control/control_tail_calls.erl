%% Tail calls of every kind run in constant space: local, remote, by fun, by apply.
-module(control_tail_calls).
-export([main/0]).
-export([remote/2, by_apply/1]).

main() ->
    p(remote(300000, x)),
    p(by_apply(300000)),
    F = fun G(0) -> done; G(N) -> G(N - 1) end,
    p(F(1000000)),
    p(element(2, process_info(self(), stack_size)) < 1000).

remote(0, X) -> X;
remote(N, X) -> ?MODULE:remote(N - 1, X).

by_apply(0) -> applied;
by_apply(N) -> apply(?MODULE, id(by_apply), [N - 1]).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
