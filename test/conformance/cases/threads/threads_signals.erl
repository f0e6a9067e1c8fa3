%% Many processes do everything to each other at once: messages, links, monitors, aliases, names, exits, questions.
%% What is printed does not depend on who is first.
-module(threads_signals).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Self = self(),
    Ps = [spawn_link(fun() -> process_flag(trap_exit, true), member(Self, I) end) || I <- lists:seq(1, 24)],
    [P ! {all, list_to_tuple(Ps)} || P <- Ps],
    Reports = [receive {done, P, R} -> R end || P <- Ps],
    p(lists:usort(Reports)),
    [unlink(P) || P <- Ps],
    [exit(P, kill) || P <- Ps],
    Ms = [monitor(process, P) || P <- Ps],
    [receive {'DOWN', M, process, _, _} -> ok end || M <- Ms],
    p(lists:usort([is_process_alive(P) || P <- Ps])),
    short_lived(),
    names().

member(Main, I) ->
    All = receive {all, T} -> T end,
    rounds(300, I, All, rand:seed_s(exsss, I)),
    Main ! {done, self(), ok},
    forever().

forever() -> receive never -> ok after infinity -> ok end.

rounds(0, _, _, _) -> ok;
rounds(N, I, All, S0) ->
    {X, S1} = rand:uniform_s(size(All), S0),
    P = element(X, All),
    one(N rem 11, P),
    drain(),
    rounds(N - 1, I, All, S1).

one(0, P) -> P ! {hello, self(), lists:seq(1, 20)};
one(1, P) -> link(P);
one(2, P) -> unlink(P);
one(3, P) -> erlang:demonitor(monitor(process, P), [flush]);
one(4, P) -> monitor(process, P, [{alias, reply_demonitor}]), P ! {hello, self(), <<0:4000>>};
one(5, P) -> process_info(P, [message_queue_len, status, links, monitors, dictionary]);
one(6, P) -> exit(P, normal);
one(7, P) -> process_info(P, current_stacktrace), is_process_alive(P);
one(8, P) -> garbage_collect(P);
one(9, P) -> {H, M} = spawn_monitor(fun() -> link(P), exit(normal) end), receive {'DOWN', M, process, H, _} -> ok end;
one(10, P) -> group_leader(group_leader(), P), erlang:yield().

drain() ->
    receive
        {hello, _, _} -> drain();
        {'EXIT', _, _} -> drain();
        {'DOWN', _, _, _, _} -> drain()
    after 0 -> ok
    end.

%% Processes that end while others look at them.
short_lived() ->
    Counts = [spawn_monitor(fun() ->
                                Ps = [spawn(fun() -> receive stop -> ok after I rem 3 -> ok end end) || I <- lists:seq(1, 200)],
                                Ms = [monitor(process, P) || P <- Ps],
                                [begin P ! stop, process_info(P, status), exit(P, kill) end || P <- Ps],
                                exit(length([receive {'DOWN', M, _, _, _} -> ok end || M <- Ms]))
                            end) || _ <- lists:seq(1, 6)],
    p([receive {'DOWN', M, _, _, R} -> R end || {_, M} <- Counts]).

%% One name, many takers: each registration that succeeds is given back.
names() ->
    Takers = [spawn_monitor(fun() ->
                                exit(length([ok || _ <- lists:seq(1, 200), try register(the_name, self()), unregister(the_name) catch error:badarg -> false end]) >= 0)
                            end) || _ <- lists:seq(1, 8)],
    Asker = spawn_monitor(fun() -> [begin catch the_name ! x, whereis(the_name), true = is_list(registered()) end || _ <- lists:seq(1, 300)], exit(true) end),
    p(lists:usort([receive {'DOWN', M, _, _, R} -> R end || {_, M} <- [Asker | Takers]])),
    p(whereis(the_name)).

p(X) -> io:format("~tp~n", [X]).
