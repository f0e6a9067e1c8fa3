%% Text that is no integer raises badarg, signs alone included.
-module(integers_text_errors).
-export([main/0]).

main() ->
    [p({T, attempt(fun() -> list_to_integer(T) end)})
     || T <- ["", "+", "-", "+5", "-5", "1a", " 1", "1 ", "0x10", "--1", "007"]],
    p([attempt(fun() -> binary_to_integer(B) end) || B <- [<<>>, <<"12">>, <<"-0">>, <<"1.0">>, <<"+12">>]]),
    p(attempt(fun() -> binary_to_integer(id(<<1:3>>)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
