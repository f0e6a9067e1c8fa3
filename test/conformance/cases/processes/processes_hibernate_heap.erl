%% A process that hibernates holds what its arguments need, and has its heap back when it wakes.
-module(processes_hibernate_heap).
-export([main/0, idle/0, idle/1]).

main() ->
    P = spawn(fun() -> idle() end),
    looks(P, 0),
    P ! something,
    looks(P, 0),
    Term = {a, [b, c], make_ref(), 1 bsl 70},
    Q = spawn(fun() -> idle(Term) end),
    looks(Q, erts_debug:size(Term) + 2),
    Q ! {size, self()},
    receive Size -> io:format("awake: ~p~n", [Size > 200]) end,
    looks(Q, erts_debug:size(Term) + 2),
    R = spawn_opt(fun() -> idle() end, [{min_heap_size, 15000}]),
    looks(R, 0),
    R ! {size, self()},
    receive Size2 -> io:format("minimum: ~p~n", [Size2 >= 15000]) end,
    looks(R, 0),
    erlang:garbage_collect(R),
    looks(R, 0).

looks(P, Live) ->
    asleep(P),
    [{_, Heap}, {_, Dictionary}] = process_info(P, [heap_size, dictionary]),
    io:format("~p ~p~n", [Heap =< Live + 10, Dictionary]).
asleep(P) ->
    %% With a message it is about to wake up.
    case process_info(P, [current_function, status, message_queue_len]) of
        [{_, {erlang, hibernate, 3}}, {_, waiting}, {_, 0}] -> ok;
        _ -> erlang:yield(), asleep(P)
    end.
idle() -> take(), erlang:hibernate(?MODULE, idle, []).
idle(X) -> take(), erlang:hibernate(?MODULE, idle, [X]).
take() ->
    receive
        {size, P} -> P ! element(2, process_info(self(), heap_size)), take();
        _ -> take()
    after 0 -> ok
    end.
