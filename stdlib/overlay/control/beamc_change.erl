%% Processes whose state changes with their callback module: suspended before the new code is current,
%% changed by code_change, resumed (sys(3)), as release_handler does it.
-module(beamc_change).

-export([processes/1, suspend/1, resume/2, move/2]).

-define(PATIENCE, 10000).

%% [{Pid, Module, Version}] of the processes that a behaviour runs with one of these callback
%% modules; proc_lib keeps which that is. The version is the current code's.
processes(Modules) ->
    [{Pid, Module, version(Module)}
     || Pid <- erlang:processes(), {Module, init, _} <- [initial_call(Pid)],
        lists:member(Module, Modules)].

initial_call(Pid) ->
    case process_info(Pid, dictionary) of
        {_, Dictionary} -> proplists:get_value('$initial_call', Dictionary);
        undefined -> undefined
    end.

%% A behaviour's own module has been replaced: its processes leave the old code when they are
%% suspended and resumed, however little they have to do. Only the given ones that a behaviour has
%% started: others do not know such messages.
move(Module, Pids) when Module =:= gen_server; Module =:= gen_statem; Module =:= gen_event ->
    lists:foreach(fun(Pid) ->
                          case initial_call(Pid) of
                              {_, init, 1} -> pause(Pid);
                              {supervisor, _, 1} -> pause(Pid);
                              {gen_event, _, _} -> pause(Pid);
                              _ -> ok
                          end
                  end, Pids);
move(_, _) ->
    ok.

pause(Pid) ->
    _ = ask(fun() -> sys:suspend(Pid, ?PATIENCE) end),
    ask(fun() -> sys:resume(Pid, ?PATIENCE) end).

version(Module) ->
    case proplists:get_value(vsn, erlang:get_module_info(Module, attributes)) of
        [Version] -> Version;
        Version -> Version
    end.

%% ok, or {error, [{Module, Why}]}: a process does not answer, and none is suspended.
suspend(Processes) ->
    suspend(Processes, []).

suspend([], _) ->
    ok;
suspend([{Pid, Module, _} = Process | Rest], Suspended) ->
    case ask(fun() -> sys:suspend(Pid, ?PATIENCE) end) of
        gone ->
            suspend(Rest, Suspended);
        ok ->
            suspend(Rest, [Process | Suspended]);
        {failed, _} ->
            _ = resume(false, [Process | Suspended]),
            {error, [{Module, no_suspend}]}
    end.

%% [{Module, Text}]: what code_change has refused. Such a process goes on with the state that it
%% had.
resume(HaveLoaded, Processes) ->
    lists:append([resume_one(HaveLoaded, Process) || Process <- Processes]).

resume_one(HaveLoaded, {Pid, Module, Version}) ->
    Changed = case HaveLoaded of
                  true -> ask(fun() -> sys:change_code(Pid, Module, Version, [], ?PATIENCE) end);
                  false -> ok
              end,
    _ = ask(fun() -> sys:resume(Pid, ?PATIENCE) end),
    case Changed of
        {failed, Why} -> [{Module, failure(Pid, Why)}];
        _ -> []
    end.

failure(Pid, Why) ->
    unicode:characters_to_binary(io_lib:format("code_change of ~w has failed: ~0tp", [Pid, Why])).

ask(Request) ->
    try Request() of
        ok -> ok;
        {error, Why} -> {failed, Why}
    catch
        exit:{noproc, _} -> gone;
        exit:{normal, _} -> gone;
        exit:{shutdown, _} -> gone;
        exit:{Why, _} -> {failed, Why}
    end.
