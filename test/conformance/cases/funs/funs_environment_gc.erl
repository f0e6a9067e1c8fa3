%% Closures with large environments keep them through collections.
-module(funs_environment_gc).
-export([main/0]).

main() ->
    Fs = [begin L = lists:seq(1, N), M = #{N => L}, fun(X) -> {X, length(L), maps:keys(M)} end end || N <- lists:seq(1, 300)],
    erlang:garbage_collect(),
    p([F(x) || F <- lists:nthtail(295, Fs)]),
    p(lists:sum([element(2, F(y)) || F <- Fs])).

p(X) -> io:format("~tp~n", [X]).
