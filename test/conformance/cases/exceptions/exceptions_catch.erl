%% Old-style catch of each class; the trace of errors is part of the value.
-module(exceptions_catch).
-export([main/0]).

main() ->
    p(catch throw(x)),
    p(catch exit(x)),
    {'EXIT', {R, [{M, F, A, _} | _]}} = (catch fail(1)),
    p({R, M, F, A}),
    p(catch 1 + 2),
    X = (catch id(7)),
    p(X),
    p([catch throw(N) || N <- [1, 2]]).

fail(N) -> error({bad, N}).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
