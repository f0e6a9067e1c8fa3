%% Traces of calls of what cannot be called: the caller's entry comes twice when its frame stands.
-module(errors_apply_trace).
-export([main/0, body/2, tail/2, body_call/1, tail_call/1, body_named/0, tail_named/0,
         body_variable/3, tail_variable/3]).

body(F, A) -> [apply(F, A)].
tail(F, A) -> apply(F, A).
body_call(F) -> [F(1)].
tail_call(F) -> F(1).
body_named() -> [apply(lists, nosuch, [1])].
tail_named() -> apply(lists, nosuch, [1]).
body_variable(G, F, A) -> [G(F, A)].
tail_variable(G, F, A) -> G(F, A).

try_it(F) ->
    try F()
    catch C:R:S ->
        {_, Ours} = lists:splitwith(fun(E) -> element(1, E) =/= ?MODULE end, S),
        {First, _} = lists:splitwith(fun(E) -> element(1, E) =/= ?MODULE end, S),
        io:format("~p ~p~n", [C, R]),
        [io:format("    ~0p~n", [E]) || E <- First ++ lists:takewhile(fun(E) -> element(1, E) =:= ?MODULE end, Ours)]
    end.

main() ->
    None = fun(X) -> X end,
    Cases = [{foo, [1]}, {None, []}, {None, [1|2]}, {None, bar}, {fun lists:nosuch/1, [1]},
             {fun lists:reverse/2, [a]}, {{a, b}, []}],
    [begin
         try_it(fun() -> [?MODULE:body(F, A)] end),
         try_it(fun() -> [?MODULE:tail(F, A)] end),
         try_it(fun() -> [?MODULE:body_variable(fun erlang:apply/2, F, A)] end),
         try_it(fun() -> [?MODULE:tail_variable(fun erlang:apply/2, F, A)] end),
         try_it(fun() -> [apply(erlang, apply, [F, A])] end)
     end || {F, A} <- Cases],
    try_it(fun() -> [?MODULE:body_call(foo)] end),
    try_it(fun() -> [?MODULE:tail_call(foo)] end),
    try_it(fun() -> [?MODULE:body_call(fun() -> 1 end)] end),
    try_it(fun() -> [?MODULE:tail_call(fun() -> 1 end)] end),
    try_it(fun() -> [?MODULE:body_named()] end),
    try_it(fun() -> [?MODULE:tail_named()] end).
