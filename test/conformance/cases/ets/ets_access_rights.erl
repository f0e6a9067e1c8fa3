%% Named tables; private, protected and public as other processes find them.
-module(ets_access_rights).
-export([main/0]).

main() ->
    [begin
         T = ets:new(tab_name, [named_table, A]),
         ets:insert(T, {k, v}),
         p({A, other(fun() -> ets:lookup(tab_name, k) end), other(fun() -> ets:insert(tab_name, {x, y}) end)}),
         ets:delete(T)
     end || A <- [private, protected, public]].

other(F) ->
    S = self(),
    spawn(fun() -> S ! {result, attempt(F)} end),
    receive {result, R} -> R end.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
