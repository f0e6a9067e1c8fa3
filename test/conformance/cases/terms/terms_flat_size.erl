%% erts_debug:flat_size/1, size/1 and memory of table rows count OTP's words, of literals too.
-module(terms_flat_size).
-export([main/0]).
-record(r, {a, b = [1,2]}).
main() ->
  B = binary:copy(<<"x">>, 100), H = binary:copy(<<"x">>, 10), S = binary:part(B, 10, 70), S2 = binary:part(B, 1, 20), <<_:3, S3:90/bits, _/bits>> = B, <<_:3, S4:8/bits, _/bits>> = H,
  X = list_to_integer("5"), F1 = fun() -> X end, F0 = fun() -> ok end, T = ets:new(t, []),
  L = [1, self()], M40 = maps:from_list([{I, [I]} || I <- lists:seq(1, 40)]), M33 = maps:from_list([{I, I} || I <- lists:seq(1, 33)]), M5000 = maps:from_list([{I, I} || I <- lists:seq(1, 5000)]),
  Ext = binary_to_term(<<131,88,119,1,$a,0,0,0,1,0,0,0,2,0,0,0,3>>), ExtR = binary_to_term(<<131,90,0,3,119,1,$a,0,0,0,1,0,0,0,1,0,0,0,2,0,0,0,3>>),
  ExtP = binary_to_term(<<131,89,119,1,$a,0,0,0,1,0,0,0,2>>),
  Terms = [{lit1, [1,2,3]}, {lit2, {a,b}}, {str, "abc"}, {litmap, #{a => 1}}, {nested, {[1],{2}}}, {litbin, <<"abc">>}, {litbig, 1 bsl 80}, {litfloat, 1.5}, {nil, []}, {atom, a}, {int, 1}, {rec, #r{a = 1}},
   {maxsmall, 1 bsl 58}, {big59, (1 bsl 59) + X}, {big60, (1 bsl 60) + X}, {big63, (1 bsl 63) + X}, {big64, (1 bsl 64) + X}, {neg, -(1 bsl 64) - X}, {float, 1.5 + X},
   {refc, B}, {heap, H}, {heap64, binary:copy(<<1>>, 64)}, {empty, binary:copy(<<1>>, 0)}, {sub, S}, {subsmall, S2}, {subbits, S3}, {subbitsmall, S4}, {pair, {B, B}}, {f1, F1}, {f0, F0}, {ext, fun lists:map/2}, {pid, self()}, {ref, make_ref()}, {tab, T}, {atomics, atomics:new(1, [])},
   {extpid, Ext}, {extref, ExtR}, {extport, ExtP},
   {list, L}, {shared, {L, L}}, {map3, #{X => L, 2 => 3, 4 => 5}}, {map0, maps:remove(X, #{X => 1})}, {m33, M33}, {m40, M40}, {m5000, M5000}, {emptymap, #{}}, {emptytuple, {}}, {litfun, fun ?MODULE:main/0}, {deep, lists:foldl(fun(_, A) -> [A] end, x, lists:seq(1, 1000))}],
  [io:format("~p ~p ~p~n", [N, erts_debug:flat_size(V), erts_debug:size(V)]) || {N, V} <- Terms],
  [begin E = ets:new(x, [K]), M0 = ets:info(E, memory), ets:insert(E, {k, V}), io:format("~p ~p ~p~n", [N, K, ets:info(E, memory) - M0]), ets:delete(E) end || {N, V} <- Terms, K <- [set, ordered_set]],
  io:format("~p~n", [erts_debug:size([L, L])]), io:format("~p~n", [[erts_debug:size({X1, X1}) || {_, X1} <- Terms]]),
  io:format("~p~n", [erts_debug:flat_size([V || {N, V} <- Terms])]).
