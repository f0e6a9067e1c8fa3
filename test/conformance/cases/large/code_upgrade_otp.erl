%% BOOT: full
%% lists and gen_server are loaded again and again while processes use them; no answer is lost or wrong.
-module(code_upgrade_otp).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).
-include("../code/versions.hrl").

main() ->
    Me = self(),
    Servers = [begin {ok, S} = gen_server:start_link(?MODULE, N, []), S end || N <- [1, 2, 3]],
    Clients = [spawn_link(fun() -> client(Me, N, Servers, 0) end) || N <- [1, 2, 3, 4]],
    Sorters = [spawn_link(fun() -> sorter(Me, N, 0) end) || N <- [20, 200]],
    ok = code:unstick_dir(filename:dirname(code:which(lists))),
    Files = [{M, code:which(M), file(M)} || M <- [lists, gen_server]],
    [upgrade(M, F, B) || _ <- lists:seq(1, 4), {M, F, B} <- Files],
    [begin P ! stop, receive {P, Done} -> p(Done) end end || P <- Clients ++ Sorters],
    [p(gen_server:call(S, count) > 0) || S <- Servers],
    [gen_server:stop(S) || S <- Servers],
    p([erlang:check_old_code(M) || M <- [lists, gen_server]]),
    p(lists:sum(lists:seq(1, 100))).

file(M) ->
    {ok, B} = file:read_file(code:which(M)),
    B.

upgrade(M, File, Beam) ->
    {module, M} = code:load_binary(M, File, Beam),
    leave(M).

%% Servers go on in the new version when they are resumed; whoever is inside lists comes out by itself.
leave(M) ->
    case code:soft_purge(M) of
        true -> ok;
        false ->
            M =:= gen_server andalso
                [begin sys:suspend(P), sys:resume(P) end || P <- processes(), P =/= self(), erlang:check_process_code(P, M) =:= true,
                                                            lists:member(P, servers())],
            erlang:yield(),
            leave(M)
    end.

%% Whoever waits in gen_server's loop; a client waits in gen:call and comes out.
servers() ->
    [P || P <- processes(),
          case process_info(P, current_function) of
              {current_function, {gen_server, loop, _}} -> true;
              _ -> false
          end].

client(Main, N, Servers, Count) ->
    receive
        stop -> Main ! {self(), {client, N, Count > 0}}
    after 0 ->
        L = lists:seq(1, 10 + Count rem 50),
        Sums = [gen_server:call(S, {sum, L}, infinity) || S <- Servers],
        Expected = [X * length(L) + lists:foldl(fun(Y, Z) -> Y + Z end, 0, L) || X <- [1, 2, 3]],
        Sums =:= Expected orelse exit({wrong, Sums, Expected}),
        client(Main, N, Servers, Count + 1)
    end.

sorter(Main, N, Count) ->
    receive
        stop -> Main ! {self(), {sorter, N, Count > 0}}
    after 0 ->
        L = [(X * 7919 + Count) rem 1000 || X <- lists:seq(1, N)],
        S = lists:sort(L),
        true = lists:sort(fun(A, B) -> A =< B end, L) =:= S,
        true = lists:reverse(lists:sort(fun(A, B) -> A >= B end, L)) =:= S,
        true = lists:sum(lists:map(fun(X) -> 2 * X end, L)) =:= 2 * lists:foldl(fun erlang:'+'/2, 0, S),
        N = length(lists:keysort(1, [{X, X} || X <- L])),
        sorter(Main, N, Count + 1)
    end.

init(N) -> {ok, {N, 0}}.
handle_call({sum, L}, _, {N, Count}) -> {reply, lists:sum(lists:map(fun(X) -> X + N end, L)), {N, Count + 1}};
handle_call(count, _, {_, Count} = State) -> {reply, Count, State}.
handle_cast(_, State) -> {noreply, State}.
handle_info(_, State) -> {noreply, State}.
