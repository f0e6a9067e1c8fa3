%% What `beamc push` does in a running program: replaces modules, all or none.
%%
%% The order makes sure that a refused push has changed nothing: look at everything, prepare all
%% code, purge what is old already, make the new code current in one step, purge what it replaced.
-module(beamc_push).

-export([push/2]).

%% Options: purge => soft | hard | none, grace => milliseconds for processes to leave what has just
%% become old code, check => boolean(), add => boolean() (modules that are not loaded are taken),
%% force => boolean() (unchanged modules and those of sticky directories too), change => boolean()
%% (processes of behaviours change their state, as in a release upgrade), exports => [{Module,
%% [{Name, Arity}]}] (of the new code, names as binaries; where it is not there, nothing is compared).
%% Files: [{Module, Path, Beam}], binaries. {ok | refused, [Row]}.
push(#{purge := Purge, grace := Grace, check := Check, add := Add, force := Force, change := Change} = Options, Files)
  when Purge =:= soft orelse Purge =:= hard orelse Purge =:= none, is_integer(Grace),
       is_boolean(Check), is_boolean(Add), is_boolean(Force), is_boolean(Change) ->
    exclusively(fun() ->
                        start_purger(),
                        push_all(Options, [look(Options, File) || File <- Files])
                end).

%% The lean boot does not start it. As under OTP, its end is the program's.
start_purger() ->
    case whereis(erts_code_purger) of
        undefined ->
            erts_internal:spawn_system_process(erts_code_purger, start, []),
            await_purger();
        _ ->
            ok
    end.

await_purger() ->
    case whereis(erts_code_purger) of
        undefined ->
            erlang:yield(),
            await_purger();
        _ ->
            ok
    end.

%% One push at a time.
exclusively(Fun) ->
    try register(?MODULE, self()) of
        true ->
            try Fun()
            after unregister(?MODULE)
            end
    catch
        error:badarg ->
            Monitor = monitor(process, ?MODULE),
            receive {'DOWN', Monitor, process, _, _} -> ok end,
            exclusively(Fun)
    end.

%% A row is what the client is told about a module, with what this module needs besides.
look(Options, {Name, Path, Beam}) ->
    Module = binary_to_atom(Name),
    Old = md5(Module),
    New = erts_internal:beamfile_module_md5(Beam),
    Lingering = length(users(Module)),
    Row = #{module => Module, path => unicode:characters_to_list(Path), beam => Beam, old_md5 => Old,
            new_md5 => New, status => pending, error => none, killed => 0, lingering => Lingering,
            purged => false, changed => 0, gone => gone(Options, Name, Module, Old)},
    case Old =:= New andalso not map_get(force, Options) of
        true -> Row#{status := unchanged};
        false -> Row#{error := problem(Options, Row)}
    end.

problem(_, #{new_md5 := undefined}) ->
    badfile;
problem(#{add := false}, #{old_md5 := none}) ->
    not_loaded;
problem(#{force := Force, purge := Purge}, #{module := Module, lingering := Lingering} = Row) ->
    HasOld = erlang:check_old_code(Module),
    case not Force andalso has_code_server() andalso code:is_sticky(Module) of
        true -> sticky_directory;
        false when HasOld, Purge =:= none -> not_purged;
        false when Lingering > 0, Purge =:= soft -> in_use;
        false when not Force -> vanished(Row);
        false -> none
    end.

%% What the running version exports and the new one does not.
gone(#{exports := Exports}, Name, Module, Old) when Old =/= none ->
    case lists:keyfind(Name, 1, Exports) of
        {_, New} ->
            Kept = [{binary_to_atom(Function), Arity} || {Function, Arity} <- New],
            Module:module_info(exports) -- [{module_info, 0}, {module_info, 1} | Kept];
        false ->
            []
    end;
gone(_, _, _, _) ->
    [].

%% Processes of a behaviour go on to call what is gone.
vanished(#{module := Module, gone := Gone}) ->
    case [Callback || Callback <- Gone, is_callback(Module, Callback)] of
        [] -> none;
        _ -> callbacks_gone
    end.

is_callback(Module, Callback) ->
    lists:any(fun(Behaviour) ->
                      erlang:function_exported(Behaviour, behaviour_info, 1) andalso
                          lists:member(Callback, Behaviour:behaviour_info(callbacks))
              end,
              behaviours(Module)).

%% Of its attributes; a stripped module may be one of any behaviour that its program has.
behaviours(Module) ->
    case Module:module_info(attributes) of
        [] -> [gen_server, gen_statem, gen_event, supervisor, application, supervisor_bridge];
        Attributes -> lists:append([Names || {Key, Names} <- Attributes,
                                             Key =:= behaviour orelse Key =:= behavior])
    end.

names(Functions) ->
    unicode:characters_to_binary(lists:join(", ", [[atom_to_list(Name), $/, integer_to_list(Arity)]
                                                   || {Name, Arity} <- Functions])).

push_all(Options, Rows) ->
    case [Row || #{error := Error} = Row <- Rows, Error =/= none] of
        [] -> prepare(Options, Rows);
        _ -> answer(refused, Rows)
    end.

prepare(#{check := Check} = Options, Rows) ->
    case prepare_loading(changed(Rows)) of
        {error, Errors} ->
            answer(refused, failed(Errors, Rows));
        {ok, _} when Check ->
            answer(ok, [case Row of
                            #{status := unchanged} -> Row;
                            #{old_md5 := none} -> Row#{status := would_add};
                            _ -> Row#{status := would_replace}
                        end || Row <- Rows]);
        {ok, Prepared} ->
            purge_before(Options, Rows, Prepared)
    end.

changed(Rows) -> [Row || #{status := pending} = Row <- Rows].

failed(Errors, Rows) ->
    [case lists:keyfind(Module, 1, Errors) of
         {_, Why} -> Row#{error := Why};
         false -> Row
     end || #{module := Module} = Row <- Rows].

purge_before(#{purge := Purge} = Options, Rows, Prepared) ->
    Purged = [purge(Purge, Row) || Row <- Rows],
    case [{Module, in_use} || #{module := Module, status := pending} <- Purged,
                              erlang:check_old_code(Module)] of
        [] -> finish(Options, Purged, Prepared);
        Errors -> answer(refused, failed(Errors, Purged))
    end.

finish(#{change := Change} = Options, Rows, Prepared) ->
    Modules = [Module || #{module := Module} <- changed(Rows), Change],
    Processes = beamc_change:processes(Modules),
    case beamc_change:suspend(Processes) of
        ok ->
            Loaded = finish_loading(changed(Rows), Prepared),
            Failures = beamc_change:resume(Loaded =:= ok, Processes),
            finished(Loaded, Options, Failures,
                     [Row#{changed := changed(Module, Loaded, Processes, Failures)}
                      || #{module := Module} = Row <- Rows]);
        {error, Errors} ->
            answer(refused, failed(Errors, Rows))
    end.

%% How many processes have new state for the module's new code.
changed(Module, ok, Processes, Failures) ->
    length([P || {P, M, _} <- Processes, M =:= Module]) - length([F || {M, F} <- Failures, M =:= Module]);
changed(_, _, _, _) ->
    0.

finished(ok, Options, Failures, Rows) ->
    End = erlang:monotonic_time(millisecond) + map_get(grace, Options),
    Done = [case Row of
                #{status := pending, old_md5 := none} -> Row#{status := added};
                #{status := pending, module := Module} ->
                    _ = [beamc_change:move(Module, users(Module)) || map_get(change, Options)],
                    purge_after(Options, Row, End);
                _ -> Row
            end || Row <- Rows],
    answer(case Failures of
               [] -> ok;
               _ -> incomplete
           end, failed(Failures, Done));
finished({error, Errors}, _, _, Rows) ->
    answer(refused, failed(Errors, Rows)).

%% Most processes leave old code when they handle their next message.
purge_after(#{purge := none}, Row, _) ->
    Row#{status := replaced};
purge_after(#{purge := Purge} = Options, Row, End) ->
    case purge(soft, Row) of
        #{purged := true} = Purged ->
            Purged#{status := replaced};
        _ ->
            case erlang:monotonic_time(millisecond) < End of
                true ->
                    receive after 10 -> ok end,
                    purge_after(Options, Row, End);
                false ->
                    (purge(Purge, Row))#{status := replaced}
            end
    end.

%% The old code of the row's module goes, if it has some and the mode permits it.
purge(Mode, #{module := Module, status := pending, killed := Killed} = Row) ->
    case erlang:check_old_code(Module) of
        false ->
            Row;
        true when Mode =:= none ->
            Row;
        true when Mode =:= soft ->
            Row#{purged := erts_code_purger:soft_purge(Module)};
        true when Mode =:= hard ->
            Users = users(Module),
            {_, Did} = erts_code_purger:purge(Module),
            Row#{purged := true, killed := Killed + if Did -> length(Users); true -> 0 end}
    end;
purge(_, Row) ->
    Row.

answer(Result, Rows) ->
    {Result, [#{module => atom_to_binary(Module), old_md5 => Old, new_md5 => New, status => Status,
                error => Error, killed => Killed, purged => Purged,
                changed => Changed, lingering => length(users(Module)), tier => beamc_control:tier(Module),
                gone => names(Gone)}
              || #{module := Module, old_md5 := Old, new_md5 := New, status := Status,
                   error := Error, killed := Killed, purged := Purged, changed := Changed, gone := Gone} <- Rows]}.

md5(Module) ->
    case erlang:module_loaded(Module) of
        true -> erlang:get_module_info(Module, md5);
        false -> none
    end.

%% The processes that run the module's old code.
users(Module) ->
    case erlang:check_old_code(Module) of
        true ->
            Tag = make_ref(),
            Asked = [ask(Pid, Module, Tag) || Pid <- processes(), Pid =/= self()],
            [Pid || Pid <- Asked, receive {check_process_code, {Tag, Pid}, Uses} -> Uses =:= true end];
        false ->
            []
    end.

ask(Pid, Module, Tag) ->
    async = erlang:check_process_code(Pid, Module, [{async, {Tag, Pid}}]),
    Pid.

%% With the full boot, through OTP's code server, which then knows the files.
has_code_server() -> whereis(code_server) =/= undefined.

prepare_loading(Rows) ->
    case has_code_server() of
        true ->
            code:prepare_loading([{Module, Path, Beam}
                                  || #{module := Module, path := Path, beam := Beam} <- Rows]);
        false ->
            Results = [{Module, prepare_one(Module, Beam)}
                       || #{module := Module, beam := Beam} <- Rows],
            case [{Module, Why} || {Module, {error, Why}} <- Results] of
                [] -> {ok, [Reference || {_, Reference} <- Results]};
                Errors -> {error, Errors}
            end
    end.

prepare_one(Module, Beam) ->
    case erts_internal:prepare_loading(Module, Beam) of
        {error, _} = Error ->
            Error;
        Reference ->
            case erlang:has_prepared_code_on_load(Reference) of
                true -> {error, on_load_not_allowed};
                false -> Reference
            end
    end.

finish_loading(Rows, Prepared) ->
    case has_code_server() of
        true ->
            Sticky = [Module || #{module := Module} <- Rows, code:is_sticky(Module)],
            [code:unstick_mod(Module) || Module <- Sticky],
            Result = code:finish_loading(Prepared),
            [code:stick_mod(Module) || Module <- Sticky],
            Result;
        false ->
            case erlang:finish_loading(Prepared) of
                ok -> ok;
                {Why, Modules} -> {error, [{Module, Why} || Module <- Modules]}
            end
    end.
