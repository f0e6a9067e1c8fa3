%% garbage_collect/2 with async is answered, whatever becomes of the process meanwhile.
-module(processes_collect_async).
-export([main/0]).

main() ->
    Alive = spawn(fun() -> receive stop -> ok end end),
    [io:format("~p~n", [ask(P, Id, T)]) || {P, Id, T} <- [{Alive, 1, major}, {Alive, "id", minor}, {self(), me, major}]],
    {Gone, Mon} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Mon, process, Gone, _} -> ok end,
    io:format("~p~n", [ask(Gone, gone, major)]),
    Answers = lists:append([ending(N) || N <- lists:seq(1, 200)]),
    io:format("~p~n", [{length(Answers), [A || A <- Answers, not is_boolean(A)]}]),
    Alive ! stop.

ask(P, Id, Type) ->
    async = garbage_collect(P, [{type, Type}, {async, Id}]),
    receive {garbage_collect, Id, A} -> {Id, A} after 10000 -> lost end.

%% The request may come while the process runs its last slice.
ending(N) ->
    Ids = [{N, I} || I <- lists:seq(1, 20)],
    Started = counters:new(1, []),
    [begin
         Before = counters:get(Started, 1),
         P = spawn(fun() -> counters:add(Started, 1, 1), work(I * 40) end),
         await(Started, Before),
         async = garbage_collect(P, [{async, Id}])
     end || {_, I} = Id <- Ids],
    [receive {garbage_collect, Id, A} -> A after 10000 -> lost end || Id <- Ids].

await(Started, Before) ->
    case counters:get(Started, 1) of
        Before -> await(Started, Before);
        _ -> ok
    end.

work(0) -> ok;
work(N) -> work(N - 1).
