%% phash2 of all kinds of terms, with and without range.
-module(terms_phash2).
-export([main/0]).

main() ->
    L = [0, 1, -1, 1 bsl 27, 1 bsl 60, 1 bsl 64, -(1 bsl 64), 1.0, -0.0, 0.0, a, 'åä', true, [], [1], [a | b], "string", lists:seq(1, 300),
         {}, {1}, {a, {b}}, <<>>, <<"abc">>, <<1:3>>, #{}, #{a => 1}, #{1 => 2, b => c}, fun lists:map/2,
         maps:from_list([{I, I} || I <- lists:seq(1, 100)]), binary:copy(<<"x">>, 1000), [256], [255, 0, 1.5]],
    [p({X, erlang:phash2(X)}) || X <- L, not is_list(X) orelse length([X]) < 300],
    p([erlang:phash2(X, 100) || X <- L]),
    p(attempt(fun() -> erlang:phash2(a, id(0)) end)),
    p(erlang:phash2(x, 1 bsl 32)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
