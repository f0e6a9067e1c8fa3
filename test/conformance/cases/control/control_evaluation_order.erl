%% Arguments and operands are evaluated from left to right.
-module(control_evaluation_order).
-export([main/0]).

main() ->
    p({say(a), say(b), [say(c), say(d) | say([])]}),
    p(say(1) + say(2) * say(3)),
    p(#{say(k) => say(v), say(l) => say(w)}),
    (say(fun(X, Y) -> {X, Y} end))(say(x), say(y)),
    p(<<(say(1)), (say(2))>>).

say(F) when is_function(F) -> io:format("fun "), F;
say(X) -> io:format("~w ", [X]), X.

p(X) -> io:format("~tp~n", [X]).
