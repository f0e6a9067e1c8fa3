%% Runs the -on_load functions of the program's own modules, each when its module is first called, as `erl`
%% does in interactive mode. Linked only into programs that have such a module;
%% docs/design/code-loading.md.
-module(beamc_load).

-export([first_call/3]).
-export([state/1, claim/2, call/1, finish/2]).

%% The runtime calls this in place of M:F(Args) while M's on_load function has not returned ok.
first_call(M, F, Args) ->
    case ensure(M) of
        ok -> apply(M, F, Args);
        failed -> undefined_function({M, F, Args, []})
    end.

%% As error_handler does.
undefined_function(Call) ->
    try error(undef)
    catch error:undef:Stack -> erlang:raise(error, undef, [Call | tl(Stack)])
    end.

ensure(M) ->
    case beamc_load:state(M) of
        loaded ->
            ok;
        waiting ->
            {_, Monitor} = spawn_monitor(fun() -> load(M) end),
            await(M, Monitor);
        Loader ->
            await(M, monitor(process, Loader))
    end.

await(M, Monitor) ->
    receive
        {'DOWN', Monitor, process, _, _} ->
            case beamc_load:state(M) of
                loaded -> ok;
                _ -> failed
            end
    end.

%% The function has a process of its own, whose exit reason is its result.
load(M) ->
    {Pid, Monitor} = spawn_monitor(fun() ->
                                           receive go -> ok end,
                                           exit(beamc_load:call(M))
                                   end),
    case beamc_load:claim(M, Pid) of
        true ->
            Pid ! go,
            receive {'DOWN', Monitor, process, Pid, Result} -> ok end,
            beamc_load:finish(M, Result =:= ok) orelse report(M, Result);
        false -> % somebody else came first
            exit(Pid, kill),
            ensure(M)
    end.

%% The report of OTP's code server, without linking the logger for it.
report(_, Result) when is_atom(Result) ->
    ok;
report(M, Result) ->
    catch logger ! {log, warning, "The on_load function for module ~s returned:~n~P\n", [M, Result, 10],
                    #{pid => self(), gl => group_leader(), time => os:system_time(microsecond),
                      error_logger => #{tag => warning_msg}}}.

%% Built into the runtime (stdlib/beamc_load).
state(_) -> erlang:nif_error(undef).
claim(_, _) -> erlang:nif_error(undef).
call(_) -> erlang:nif_error(undef).
finish(_, _) -> erlang:nif_error(undef).
