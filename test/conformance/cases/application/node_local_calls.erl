%% BOOT: full
%% rpc, erpc, global and pg on a node that is not distributed.
-module(node_local_calls).
-export([main/0, fails/1, answer/1]).

main() ->
    p(node()),
    p(erlang:is_alive()),
    p(nodes([this, visible])),
    p(rpc:call(node(), ?MODULE, answer, [1])),
    p(strip(rpc:call(node(), ?MODULE, fails, [error]))),
    p(rpc:call(node(), ?MODULE, fails, [exit])),
    p(rpc:call(node(), ?MODULE, fails, [throw])),
    p(rpc:call(node(), timer, sleep, [infinity], 10)),
    p(rpc:call('other@nowhere', ?MODULE, answer, [1])),
    p(rpc:multicall([node()], ?MODULE, answer, [2])),
    p(rpc:multicall([node(), 'other@nowhere'], ?MODULE, answer, [2])),
    p(rpc:multicall(?MODULE, answer, [3])),
    Key = rpc:async_call(node(), ?MODULE, answer, [4]),
    p(rpc:yield(Key)),
    p(rpc:block_call(node(), ?MODULE, answer, [5])),
    p(rpc:pmap({?MODULE, answer}, [], [1, 2, 3])),
    p(rpc:parallel_eval([{?MODULE, answer, [6]}, {lists, reverse, [[1, 2]]}])),
    p(rpc:cast(node(), erlang, send, [self(), cast])),
    p(receive cast -> received end),
    p(rpc:sbcast([node()], no_such_name, hello)),
    p(erpc:call(node(), ?MODULE, answer, [7])),
    p(erpc:call(node(), fun() -> local end)),
    p(try erpc:call(node(), ?MODULE, fails, [error]) catch C1:{R1, _, _} -> {C1, R1} end),
    p(try erpc:call(node(), ?MODULE, fails, [exit]) catch C2:R2 -> {C2, R2} end),
    p(try erpc:call(node(), ?MODULE, fails, [throw]) catch C3:R3 -> {C3, R3} end),
    p(try erpc:call('other@nowhere', ?MODULE, answer, [1]) catch C4:R4 -> {C4, R4} end),
    p(try erpc:call(node(), timer, sleep, [infinity], 10) catch C5:R5 -> {C5, R5} end),
    p(erpc:multicall([node()], ?MODULE, answer, [8])),
    Id = erpc:send_request(node(), ?MODULE, answer, [9]),
    p(erpc:receive_response(Id)),
    p(global:register_name(one, self())),
    p(global:register_name(one, whereis(init))),
    p(global:whereis_name(one) =:= self()),
    p(global:whereis_name(two)),
    p(global:registered_names()),
    global:send(one, hello),
    p(receive hello -> hello end),
    p(catch global:send(two, hello)),
    p(global:re_register_name(one, whereis(init))),
    p(global:unregister_name(one)),
    p(global:registered_names()),
    p(global:trans({lock, self()}, fun() -> in_lock end)),
    p(global:set_lock({lock, self()})),
    p(global:del_lock({lock, self()})),
    p(global:sync()),
    {ok, _} = pg:start_link(),
    p(pg:join(group, self())),
    p(pg:join(group, [self(), self()])),
    p(length(pg:get_members(group))),
    p(pg:get_local_members(nothing)),
    p(pg:which_groups()),
    p(pg:leave(group, self())),
    p(length(pg:get_members(group))),
    p(net_adm:ping('other@nowhere')),
    p(catch net_kernel:connect_node('other@nowhere')),
    p(net_kernel:get_net_ticktime()).

answer(X) -> {answer, X}.

fails(error) -> error(failed);
fails(exit) -> exit(left);
fails(throw) -> throw(thrown).

strip({badrpc, {'EXIT', {Reason, [_ | _]}}}) -> {badrpc, {'EXIT', Reason}};
strip(Other) -> Other.

p(T) ->
    io:format("~p~n", [T]).
