%% error/3 accepts extra information that is part of the trace.
-module(exceptions_error_info).
-export([main/0]).

main() ->
    try error(oops, [a, b], [{error_info, #{cause => why}}])
    catch error:oops:S -> {M, F, A, I} = hd(S), p({M, F, A, proplists:get_value(error_info, I)})
    end,
    try error(oops, none) catch error:oops:S2 -> {_, F2, A2, _} = hd(S2), p({F2, A2}) end,
    p(attempt(fun() -> error(id(x), y) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
