%% Predefined macros: module, function, line, arguments of user macros.
-module(control_macros).
-export([main/0]).
-define(TWICE(X), (X) + (X)).
-define(SHOW(X), io:format("~s = ~p~n", [??X, X])).

main() ->
    p([?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY, ?LINE, ?OTP_RELEASE > 20]),
    p(?TWICE(3) * 2),
    ?SHOW(lists:seq(1, 3)).

p(X) -> io:format("~tp~n", [X]).
