%% binary_to_term of what is no external term, and the options safe and used.
-module(terms_external_format_errors).
-export([main/0]).

main() ->
    p([attempt(fun() -> binary_to_term(B) end) || B <- [<<>>, <<131>>, <<131, 255>>, <<130, 97, 1>>, <<131, 108, 0, 0, 0, 9, 97, 1>>, <<131, 97>>, <<1:3>>]]),
    p(binary_to_term(<<131, 97, 5, 1, 2, 3>>, [used])),
    p(attempt(fun() -> binary_to_term(<<131, 119, 14, "never_seen_now">>, [safe]) end)),
    p(binary_to_term(<<131, 100, 0, 2, "ok">>)),
    p(binary_to_term(<<131, 107, 0, 3, 1, 2, 3>>)),
    p(binary_to_term(<<131, 99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>)).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
