%% The trace stays readable after other calls and exceptions in the handler.
-module(exceptions_stacktrace_in_catch_body).
-export([main/0]).

main() ->
    try f(1)
    catch error:E:S ->
        _ = (catch error(other)),
        _ = [catch throw(N) || N <- lists:seq(1, 10)],
        erlang:garbage_collect(),
        p({E, [{F, A, proplists:get_value(line, I)} || {?MODULE, F, A, I} <- S]})
    end.

f(X) -> Y = g(X), {Y}.

g(X) -> [error({bad, X})].

p(X) -> io:format("~tp~n", [X]).
