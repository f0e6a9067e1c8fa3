%% Lean boot: what a program needs of a running system when it does not start OTP's kernel.
%% The runtime's first process enters start/3.
-module(beamc_boot).

-export([start/3, init_server/1, logger_server/1, application_server/0]).

start(Module, Function, Args) ->
    Self = self(),
    User = beamc_user:start(user, 0, 1),
    group_leader(User, Self),
    beamc_user:start(standard_error, none, 2),
    spawn_registered(init, fun() -> init_server(Args) end),
    start_tables(),
    spawn_registered(application_controller, fun application_server/0),
    spawn_registered(kernel_sup, fun kernel_sup/0),
    spawn_registered(kernel_safe_sup, fun kernel_sup/0),
    start_logger(User),
    start_file_server(),
    keep_shell(),
    start_control(),
    beamc_main:run(Module, Function, Args).

spawn_registered(Name, Fun) ->
    Pid = spawn(Fun),
    true = register(Name, Pid),
    Pid.

%% The file server is OTP's; it is there only if the program can reach it.
start_file_server() ->
    case erlang:function_exported(file_server, start, 0) of
        true ->
            try (m(file_server)):start()
            catch _:_ -> ok
            end;
        false ->
            ok
    end.

%% Since OTP 26 kernel finds out at its start which shell os:cmd/1 takes.
keep_shell() ->
    case erlang:function_exported(os, internal_init_cmd_shell, 0) of
        true -> (m(os)):internal_init_cmd_shell();
        false -> ok
    end.

%% beamc build --control.
start_control() ->
    case erlang:function_exported(beamc_control, start, 0) of
        true -> (m(beamc_control)):start();
        false -> ok
    end.

%% OTP's logger, if the program can reach it; else a small process prints the events of the
%% runtime itself.
start_logger(User) ->
    case erlang:function_exported(logger_server, start_link, 0) of
        true ->
            {ok, _} = (m(logger_server)):start_link(),
            ok = (m(logger)):internal_init_logger(),
            {ok, _} = (m(logger_sup)):start_link(),
            ok = (m(logger)):add_handlers(kernel);
        false ->
            spawn_registered(logger, fun() -> logger_server(User) end)
    end.

%% application:get_env and others look here.
start_tables() ->
    ac_tab = ets:new(ac_tab, [set, public, named_table, {read_concurrency, true}]),
    %% The environment of kernel.app that library code asks for.
    true = ets:insert(ac_tab, [{{env, kernel, logger_level}, notice},
                               {{env, kernel, logger_sasl_compatible}, false}]).

%% Stands for OTP's application controller: keeps the applications' environment. Applications
%% are not started in a lean program.
application_server() ->
    receive
        {'$gen_call', From, Request} ->
            reply(From, application_request(Request)),
            application_server();
        _ ->
            application_server()
    end.

application_request({set_env, App, Key, Value, _Options}) ->
    ets:insert(ac_tab, {{env, App, Key}, Value}),
    ok;
application_request({unset_env, App, Key, _Options}) ->
    ets:delete(ac_tab, {env, App, Key}),
    ok;
application_request({set_env, Config, _Options}) ->
    _ = [ets:insert(ac_tab, {{env, App, Key}, Value}) || {App, Env} <- Config, {Key, Value} <- Env],
    ok;
application_request(which_applications) ->
    [];
application_request(_) ->
    {error, {not_running, application_controller}}.

%% Stands for the supervisors kernel_sup and kernel_safe_sup: starts what library modules add to
%% them at their first use (timer_server, disk_log_server and others). A child that ends is not started again.
kernel_sup() ->
    process_flag(trap_exit, true),
    kernel_sup([]).

kernel_sup(Children) ->
    receive
        {'$gen_call', From, {start_child, Spec}} ->
            {Id, M, F, A} = child(Spec),
            case lists:keyfind(Id, 1, Children) of
                {Id, Pid} ->
                    reply(From, {error, {already_started, Pid}}),
                    kernel_sup(Children);
                false ->
                    Result = try apply(M, F, A) catch _:Reason -> {error, Reason} end,
                    reply(From, Result),
                    case Result of
                        {ok, Pid} -> kernel_sup([{Id, Pid} | Children]);
                        _ -> kernel_sup(Children)
                    end
            end;
        {'$gen_call', From, which_children} ->
            reply(From, [{Id, Pid, worker, []} || {Id, Pid} <- Children]),
            kernel_sup(Children);
        {'$gen_call', From, _} ->
            reply(From, {error, not_found}),
            kernel_sup(Children);
        {'EXIT', Pid, _} ->
            kernel_sup(lists:keydelete(Pid, 2, Children));
        _ ->
            kernel_sup(Children)
    end.

child(#{id := Id, start := {M, F, A}}) -> {Id, M, F, A};
child({Id, {M, F, A}, _, _, _, _}) -> {Id, M, F, A}.

reply({_Pid, [alias | Alias] = Tag}, Reply) -> Alias ! {Tag, Reply};
reply({_Pid, [[alias | Alias] | _] = Tag}, Reply) -> Alias ! {Tag, Reply};
reply({Pid, Tag}, Reply) -> Pid ! {Tag, Reply}.

%% Keeps a call from being a reason to link the module.
m(Module) -> Module.

%% The process `init`, as far as the functions of module init ask it.
init_server(Args) ->
    receive
        {From, {get_argument, Name}} when is_pid(From) ->
            From ! {init, get_argument(Name)},
            init_server(Args);
        {From, get_arguments} when is_pid(From) ->
            From ! {init, []},
            init_server(Args);
        {From, get_plain_arguments} when is_pid(From) ->
            From ! {init, Args},
            init_server(Args);
        {From, get_status} when is_pid(From) ->
            From ! {init, {started, started}},
            init_server(Args);
        {From, script_id} when is_pid(From) ->
            From ! {init, {"beamc", "1"}},
            init_server(Args);
        {From, {ensure_loaded, Module}} when is_pid(From) ->
            From ! {init, loaded(Module)},
            init_server(Args);
        {From, _Request} when is_pid(From) ->
            From ! {init, error},
            init_server(Args);
        {stop, {stop, Status}} when is_integer(Status); is_list(Status) ->
            stop(Status);
        {stop, _} ->
            stop(0);
        _ ->
            init_server(Args)
    end.

loaded(Module) ->
    case erlang:module_loaded(Module) of
        true -> {module, Module};
        false -> {error, nofile}
    end.

get_argument(home) ->
    case os:getenv("HOME") of
        false -> error;
        Home -> {ok, [[Home]]}
    end;
get_argument(progname) ->
    {ok, [["erl"]]};
get_argument(root) ->
    case os:getenv("ROOTDIR") of
        false -> error;
        Root -> {ok, [[Root]]}
    end;
get_argument(_) ->
    error.

stop(Status) ->
    beamc_main:halt(Status).

%% The process `logger` until a real one takes the name: prints the emulator's events as
%% the default handler of OTP's logger does.
logger_server(User) ->
    receive
        {log, Level, Format, Args, Meta} ->
            print(User, Level, Format, Args, Meta);
        {system, From, get_state} ->
            reply(From, User);
        _ ->
            ok
    end,
    logger_server(User).

print(User, Level, Format, Args, Meta) ->
    Time = maps:get(time, Meta, erlang:system_time(microsecond)),
    Text = try io_lib:format(Format, Args)
           catch _:_ -> io_lib:format("FORMAT ERROR: ~p - ~p", [Format, Args])
           end,
    io:put_chars(User, unicode, [header(Level, Time), strip(lists:flatten(Text)), $\n]).

header(Level, Time) ->
    {{Y, Mo, D}, {H, Mi, S}} = erlang:universaltime_to_localtime(
                                 erlang:posixtime_to_universaltime(Time div 1000000)),
    io_lib:format("=~s REPORT==== ~w-~s-~w::~2..0w:~2..0w:~2..0w.~6..0w ===~n",
                  [title(Level), D, month(Mo), Y, H, Mi, S, Time rem 1000000]).

title(error) -> "ERROR";
title(warning) -> "WARNING";
title(notice) -> "NOTICE";
title(info) -> "INFO";
title(debug) -> "DEBUG";
title(_) -> "ERROR".

month(N) ->
    element(N, {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}).

%% Trailing white space goes; the event ends with one newline.
strip(Text) ->
    lists:reverse(lists:dropwhile(fun(C) -> C =:= $\n orelse C =:= $\s end, lists:reverse(Text))).
