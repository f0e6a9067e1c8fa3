%% The on_load function of a module of the program itself runs when the module is first called.
-module(code_linked_on_load).
-export([main/0, value/0]).
-on_load(init/0).

%% It has a process of its own, and the module is not there yet.
init() ->
    io:format("loading ~p~n", [try ?MODULE:value() catch error:undef -> undef end]),
    persistent_term:put(?MODULE, {set_by, is_pid(self())}),
    ok.

value() -> persistent_term:get(?MODULE).

main() ->
    p(value()),
    p(?MODULE:value()),
    %% Tried again, and reported (unless it is an atom), at each call.
    [p(try code_linked_on_load_fails:value(N) catch C:R:S -> {C, R, hd(S)} end) || N <- [1, 2]],
    p(try (fun code_linked_on_load_fails:value/1)(3) catch C:R:S -> {C, R, hd(S)} end),
    p({erlang:module_loaded(code_linked_on_load_fails), erlang:function_exported(code_linked_on_load_fails, value, 1)}),
    %% Many first calls at once: it runs once, and all wait for it.
    Me = self(),
    Pids = [spawn_link(fun() -> Me ! {self(), code_linked_on_load_slow:value()} end) || _ <- lists:seq(1, 50)],
    p(lists:usort([receive {P, V} -> V end || P <- Pids])),
    {P1, M1} = spawn_monitor(code_linked_on_load_slow, leave, [with_this]),
    p(receive {'DOWN', M1, process, P1, Reason} -> Reason end),
    p(code_linked_on_load_slow:main()).

p(T) -> io:format("~p~n", [T]).
