%% The linter finds unbound and unused variables and undefined functions.
-module(stdlib_erl_lint).
-export([main/0]).

main() ->
    Src = ["-module(m).", "-export([f/1, g/0]).", "f(X) -> Y.", "h(A) -> 1.", "f(X, Z) -> X = Z, undefd(Z).", "-record(r, {a}).", "k() -> #r{b = 1}."],
    Forms = [begin {ok, Ts, _} = erl_scan:string(S, L), {ok, F} = erl_parse:parse_form(Ts), F end || {L, S} <- lists:zip(lists:seq(1, length(Src)), Src)],
    {error, Es, Ws} = erl_lint:module(Forms, "m.erl"),
    [io:format("~s:~p: ~ts~n", [File, L, M:format_error(D)]) || {File, Is} <- Es ++ Ws, {L, M, D} <- lists:sort(Is)].
