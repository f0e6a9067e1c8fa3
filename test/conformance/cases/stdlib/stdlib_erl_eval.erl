%% Expressions are evaluated from text: funs, comprehensions, records of bindings, exceptions.
-module(stdlib_erl_eval).
-export([main/0]).

main() ->
    [p(eval(S)) || S <- ["1 + 2 * 3.", "X = 5, Y = X * X, {X, Y}.", "[X * 2 || X <- [1,2,3], X > 1].", "lists:map(fun(X) -> X + 1 end, [1,2]).",
                         "case {a, 1} of {a, N} when N > 0 -> N; _ -> no end.", "F = fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end, F(20).",
                         "try throw(x) catch throw:T -> {caught, T} end.", "<<A:4, B:4>> = <<16#5a>>, {A, B}.", "#{a := V} = #{a => \"v\"}, V.",
                         "receive x -> y after 0 -> timeout end.", "if 1 > 2 -> a; true -> b end.", "begin self() ! m, receive M -> M end end.",
                         "<< <<(X+1)>> || <<X>> <= <<1,2>> >>.", "1 / 0.", "foo:bar().", "{a, A1} = {b, 1}."]].

eval(S) ->
    {ok, Ts, _} = erl_scan:string(S),
    {ok, Es} = erl_parse:parse_exprs(Ts),
    attempt(fun() -> {value, V, B} = erl_eval:exprs(Es, []), {V, [N || {N, _} <- lists:sort(B)]} end).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
