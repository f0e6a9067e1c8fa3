%% Other nodes and old incarnations of this one: send with noconnect, monitor_node, monitors, links, requests.
-module(send_and_monitor_other_nodes).
-export([main/0]).
-define(P(E), p(?LINE, fun() -> E end)).

p(N, F) ->
    io:format("~p -> ~0p~n", [N, try F() catch C:R:S -> {C, R, element(1, hd(S)), element(2, hd(S)), proplists:get_value(error_info, element(4, hd(S)))} end]).
flush() -> receive M -> [M | flush()] after 0 -> [] end.

main() ->
    [begin io:format("~0p ", [O]),
    ?P(erlang:send(self(), m, O)),
    ?P(flush()) end || O <- [[], [noconnect], [nosuspend], [noconnect, nosuspend], [foo], foo, [noconnect|x]]],
    ?P(erlang:send(nosuch, m, [noconnect])),
    ?P(erlang:send(nosuch, m, [nosuspend])),
    ?P(erlang:send({nosuch, node()}, m, [noconnect])),
    ?P(erlang:send({nosuch, 'a@b'}, m, [noconnect])),
    ?P(erlang:send({nosuch, 'a@b'}, m, [nosuspend])),
    ?P(erlang:send({nosuch, 'a@b'}, m, [nosuspend, noconnect])),
    ?P(erlang:send({nosuch, 'a@b'}, m)),
    ?P(erlang:send({nosuch, 1}, m)),
    ?P(erlang:send(1, m, [])),
    ?P(erlang:send_nosuspend(nosuch, m)),
    ?P(erlang:send_nosuspend(self(), m)),
    ?P(erlang:send_nosuspend(self(), m, [noconnect])),
    ?P(erlang:send_nosuspend({a, 'b@c'}, m, [noconnect])),?P(erlang:send_nosuspend({a, 'b@c'}, m)),
    ?P(flush()),
    ?P(erlang:send({nosuch_p, node()}, m, [noconnect])),
    ?P(erlang:monitor_node(node(), true)),
    ?P(erlang:monitor_node(node(), false)),
    ?P(erlang:monitor_node('a@b', true)),
    ?P(erlang:monitor_node(node(), foo)),
    ?P(erlang:monitor_node(1, true)),
    ?P(erlang:monitor_node(node(), true, [])),
    ?P(erlang:monitor_node(node(), true, [allow_passive_connect])),
    ?P(erlang:monitor_node(node(), true, [foo])),
    ?P(erlang:monitor_node('a@b', true, [allow_passive_connect])),
    ?P(flush()),
    Other = binary_to_term(<<131,88,119,13,"nonode@nohost",0,0,0,50,0,0,0,0,0,0,0,9>>), Name = binary_to_term(<<131,88,119,3,"a@b",0,0,0,50,0,0,0,0,0,0,0,9>>),
    process_flag(trap_exit, true),
    [begin io:format("~p: ", [W]), 
    ?P(begin MR = erlang:monitor(process, O), receive {'DOWN', MR, A, B, C} -> {A, B =:= O, C} after 1000 -> none end end),
    ?P(link(O)), receive {'EXIT', _, W1} -> io:format("exit ~p~n", [W1]) after 100 -> io:format("noexit~n") end,
    ?P(unlink(O)),
    ?P(exit(O, kill)),
    ?P(erlang:is_process_alive(O)),
    ?P(process_info(O)),
    ?P(register(foo, O)),
    ?P(erlang:suspend_process(O)),
    ?P(erlang:garbage_collect(O)),
    ?P(erlang:check_process_code(O, lists)),
    ?P(node(O)),
    ?P(O == self()),
    ?P(erlang:process_info(O, [])),
    ?P(spawn_opt(fun() -> receive never -> ok end end, [{monitor, []}]) =/= a), flush(),
    ?P(string:prefix(pid_to_list(O), "<0.") =/= nomatch),
    ?P(erlang:monitor(process, {foo, 'a@b'}) =/= a),
    ?P(element(5, hd(flush()))) end || {W, O} <- [{creation, Other}, {node, Name}]],
    linked(Other, Name),
    ok.

linked(Other, Name) ->
    Dead = spawn(fun() -> ok end), R = monitor(process, Dead), receive {'DOWN', R, _, _, _} -> ok end,
    [begin
         {P, M} = spawn_monitor(fun() ->
             process_flag(trap_exit, T),
             Linked = try link(X) catch C:E -> {C, E} end,
             Linked =:= true orelse exit({survived, Linked}),
             receive S -> exit({Linked, setelement(2, S, pid), element(2, S) =:= X}) end
         end),
         receive {'DOWN', M, _, P, W} -> io:format("~p ~p~n", [T, W]) end
     end || X <- [Dead, Other, Name], T <- [false, true]].
