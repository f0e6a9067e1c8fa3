%% A function that ended in a tail call is not in the trace.
-module(exceptions_stacktrace_tail_calls).
-export([main/0]).

main() ->
    try [outer(1)]
    catch _:_:S -> p([{F, A} || {?MODULE, F, A, _} <- S])
    end.

outer(X) -> middle(X + 1).

middle(X) -> Y = inner(X), {Y}.

inner(X) -> error({inner, X}).

p(X) -> io:format("~tp~n", [X]).
