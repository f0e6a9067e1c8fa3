%% Reading floats: what is one, what is not, what is out of range.
-module(floats_text_to_float).
-export([main/0]).

main() ->
    [p({T, attempt(fun() -> list_to_float(T) end)})
     || T <- ["1.0", "-1.0", "+1.0", "1", "1.", ".5", "1.0e5", "1.0E5", "1.0e+5", "1.0e-5", "1e5", "1.0e400", "1.0e-400",
              "0.1", "abc", "", "1.0 ", " 1.0", "123456789.123456789"]],
    p([attempt(fun() -> binary_to_float(B) end) || B <- [<<"2.5">>, <<"2">>, <<"-1.5e3">>]]).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
