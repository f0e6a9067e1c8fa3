%% system_monitor: options, their least values, errors, the end of the monitoring process; messages of large heaps, long
%% collections and slices, busy ports.
-module(system_monitor_settings).
-export([main/0]).
-define(P(E), p(?LINE, fun() -> E end)).
p(N, F) -> io:format("~p -> ~0p~n", [N, try F() catch C:R:S -> {C, R, element(1,hd(S)), element(2,hd(S)), proplists:get_value(error_info, element(4, hd(S)))} end]).
main() ->
  Me = self(), Sort = fun({X, L}) when X =:= Me -> {me, lists:sort(L)}; (X) -> X end,
  ?P(erlang:system_monitor()),
  [begin io:format("~0p: ", [O]), ?P(Sort(erlang:system_monitor(self(), O))), ?P(Sort(erlang:system_monitor())) end || O <- [[], [busy_port], [busy_dist_port], [{long_gc, 100}], [{long_schedule, 100}], [{large_heap, 1000}], [{large_heap, 1000}, busy_port, {long_gc, 5}], [{large_heap, -1}], [{long_gc, foo}], [{long_gc, 0}], [{long_schedule, 0}], [{large_heap, 0}], [{large_heap, 1 bsl 70}], [{large_heap, 1 bsl 58}], [foo], foo, [busy_port|x], [{large_heap, 10}, {large_heap, 5000}], [{large_heap, 233}], [{long_message_queue, {1,2}}]]],
  ?P(Sort(erlang:system_monitor({self(), [busy_port]}))), ?P(Sort(erlang:system_monitor(undefined))), ?P(erlang:system_monitor()), ?P(erlang:system_monitor(foo)), ?P(erlang:system_monitor({foo, []})), ?P(erlang:system_monitor(self())), ?P(erlang:system_monitor(foo, [busy_port])), ?P(erlang:system_monitor(undefined, [busy_port])), ?P(erlang:system_monitor({self(), foo})),
  D = spawn(fun() -> ok end), MR = monitor(process, D), receive {'DOWN', MR, _, _, _} -> ok end,
  ?P(erlang:system_monitor(D, [busy_port])), ?P(erlang:system_monitor()),
  {Q, MQ} = spawn_monitor(fun() -> receive stop -> ok end end), ?P(erlang:system_monitor(Q, [busy_port])), ?P(element(1, erlang:system_monitor()) =:= Q), Q ! stop, receive {'DOWN', MQ, _, _, _} -> ok end, ?P(erlang:system_monitor()),
  erlang:system_monitor(self(), [busy_port, {long_gc, 100}, {long_schedule, 200}, {large_heap, 20000}, busy_dist_port]), ?P(element(2, erlang:system_monitor())),
  %% Events. Each process lives until its event has come.
  erlang:system_monitor(self(), [{large_heap, 5000}]),
  {W1, M1} = spawn_monitor(fun() -> L = lists:seq(1, 100000), receive stop -> length(L) end end),
  receive {monitor, W1, large_heap, I1} -> keys(I1) after 10000 -> io:format("none~n") end, ended(W1, M1),
  erlang:system_monitor(self(), [{long_gc, 1}]),
  {W2, M2} = spawn_monitor(fun() -> L = lists:seq(1, 1000000), [erlang:garbage_collect() || _ <- lists:seq(1, 5)], receive stop -> length(L) end end),
  receive {monitor, W2, long_gc, I2} -> keys(I2), io:format("~p~n", [proplists:get_value(timeout, I2) >= 1]) after 10000 -> io:format("none~n") end, ended(W2, M2),
  erlang:system_monitor(self(), [{long_schedule, 1}]),
  {W3, M3} = spawn_monitor(fun() -> L = lists:seq(1, 1000000), [erts_debug:flat_size(L) || _ <- lists:seq(1, 5)], receive stop -> length(L) end end),
  receive {monitor, W3, long_schedule, I3} -> keys(I3), io:format("~p~n", [proplists:get_value(timeout, I3) >= 1]) after 10000 -> io:format("none~n") end, ended(W3, M3),
  erlang:system_monitor(self(), [busy_port]),
  {W4, M4} = spawn_monitor(fun() -> Port = open_port({spawn, "sh -c 'sleep 1; cat > /dev/null'"}, []), Me ! {port, Port}, [port_command(Port, binary:copy(<<0>>, 100000)) || _ <- lists:seq(1, 20)], receive stop -> port_close(Port) end end),
  receive {port, Port} -> receive {monitor, W4, busy_port, Port} -> io:format("busy~n") after 10000 -> io:format("none~n") end end,
  ended(W4, M4),
  erlang:system_monitor(undefined), flush(), ok.
keys(I) -> io:format("~p~n", [[K || {K, _} <- I]]).
ended(W, M) -> W ! stop, receive {'DOWN', M, _, _, _} -> flush() end.
flush() -> receive _ -> flush() after 0 -> ok end.
