%% What is no table, a deleted one, or not named by an atom or a reference: the causes; memory of the slots as a table grows and shrinks.
-module(ets_identifiers).
-export([main/0]).
-define(P(E), p(?LINE, fun() -> E end)).
p(N, F) -> io:format("~p -> ~0p~n", [N, try F() catch C:R:S -> {C, R, element(2,hd(S)), proplists:get_value(error_info, element(4, hd(S)))} end]).
main() ->
  D = ets:new(d, []), ets:delete(D), R = make_ref(),
  [begin io:format("~p: ", [case X of D -> deleted; R -> ref; _ -> X end]), ?P(ets:lookup(X, 1)),
    ?P(ets:insert(X, {1})), ?P(ets:info(X)), ?P(ets:info(X, size)), ?P(ets:info(X, foo)), ?P(ets:delete(X)), ?P(ets:delete(X, 1)), ?P(ets:whereis(X)),
    ?P(ets:setopts(X, [])), ?P(ets:rename(X, y)), ?P(ets:safe_fixtable(X, true)), ?P(ets:select(X, [{'_',[],['$_']}])), ?P(ets:next(X,1)), ?P(ets:delete_all_objects(X)), ?P(ets:give_away(X, self(), 1)), ?P(ets:match(X, '_')), ?P(ets:select_delete(X, [])), ?P(ets:tab2list(X)),?P(ets:first(X)), ?P(ets:update_counter(X, 1,1)), ?P(ets:member(X, 1)), ?P(ets:slot(X, 1)), ?P(ets:take(X, 1)) end || X <- [nosuch, D, R, 1, "x"]],
  T = ets:new(t, []),
  [begin M0 = ets:info(T, memory), put(n, N), ets:insert(T, {N}), M1 = ets:info(T, memory), M1-M0 =/= 6 andalso io:format("~p ~p~n", [N, M1-M0-6]) end || N <- lists:seq(1, 5000)],
  [begin M0 = ets:info(T, memory), ets:delete(T, N), M1 = ets:info(T, memory), M1-M0 =/= -6 andalso io:format("-~p ~p~n", [N, M1-M0+6]) end || N <- lists:seq(1, 5000)],
  ok.
