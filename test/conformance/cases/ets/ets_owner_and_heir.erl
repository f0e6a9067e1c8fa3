%% A table dies with its owner unless it has an heir or is given away.
-module(ets_owner_and_heir).
-export([main/0]).

main() ->
    S = self(),
    {P, M} = spawn_monitor(fun() -> S ! ets:new(t, [public]), ets:new(named_one, [named_table]) end),
    T = receive X -> X end,
    receive {'DOWN', M, process, P, _} -> ok end,
    timer:sleep(5),
    p([ets:info(T), ets:whereis(named_one)]),
    spawn(fun() -> H = ets:new(h, [{heir, S, data}]), ets:insert(H, {a, 1}) end),
    receive {'ETS-TRANSFER', H2, _, D} -> p({D, ets:tab2list(H2), ets:info(H2, owner) =:= S}) end,
    G = ets:new(g, []),
    Q = spawn(fun() -> receive {'ETS-TRANSFER', G2, From, gift} -> ets:insert(G2, {got, it}), ets:give_away(G2, From, back) end end),
    p(ets:give_away(G, Q, gift)),
    receive {'ETS-TRANSFER', G, Q, back} -> p(ets:tab2list(G)) end.

p(X) -> io:format("~tp~n", [X]).
