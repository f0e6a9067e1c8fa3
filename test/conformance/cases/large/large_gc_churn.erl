%% A tree kept alive while much garbage is made stays whole.
-module(large_gc_churn).
-export([main/0]).

main() ->
    T = tree(12),
    p(check(T)),
    churn(200),
    p(check(T)),
    erlang:garbage_collect(),
    p(check(T)).

tree(0) -> leaf;
tree(N) -> {node, tree(N - 1), integer_to_list(N), tree(N - 1)}.

check(leaf) -> 0;
check({node, L, S, R}) -> check(L) + list_to_integer(S) + check(R).

churn(0) -> ok;
churn(N) -> _ = [{X, integer_to_list(X)} || X <- lists:seq(1, 1000)], churn(N - 1).

p(X) -> io:format("~tp~n", [X]).
