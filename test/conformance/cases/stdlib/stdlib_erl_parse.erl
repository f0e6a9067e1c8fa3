%% The parser: forms, expressions, terms, and its errors.
-module(stdlib_erl_parse).
-export([main/0]).

main() ->
    p(form("f(X, [H | T]) when X > 0 -> {H, T}; f(_, _) -> ok.")),
    p(exprs("A = #{a => 1}, A#{b := <<X:8/integer>>}.")),
    p(exprs("try f() of X -> X catch _:_ -> y after z end.")),
    p(form("-record(r, {a = 1, b :: integer()}).")),
    {ok, Ts, _} = erl_scan:string("f( -> ."),
    {error, {_, M, D}} = erl_parse:parse_form(Ts),
    p(lists:flatten(M:format_error(D))),
    p(erl_parse:normalise(erl_parse:abstract({a, [1, "s", <<"b">>], 2.5}))).

form(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, F} = erl_parse:parse_form(Ts), F.

exprs(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, E} = erl_parse:parse_exprs(Ts), E.

p(X) -> io:format("~tp~n", [X]).
