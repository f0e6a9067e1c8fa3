%% Runs the program's main function, and ends the program with it.
-module(beamc_main).

-export([start/2, run/3, halt/1, loaded/1]).

%% The last command of a full boot's script.
start(Module, Function) ->
    group_leader(whereis(user), self()),
    run(Module, Function, init:get_plain_arguments()).

%% The main function: F/1 with the arguments as strings, or F/0. Without a name main/1, main/0 or
%% start/0 is taken. The status is 0 after a return and 127 after an exception, which is
%% reported as escript does.
run(Module, Function, Args) ->
    beamc_io:user_pids(),
    Status =
        try
            call(Module, Function, Args),
            0
        catch
            Class:Reason:Stack ->
                report(Class, Reason, Stack),
                127
        end,
    beamc_main:halt(Status).

%% Ends the program when all events that were logged have been printed and all output has been written.
halt(Status) ->
    lists:foreach(fun logged/1, [logger, logger_proxy, logger_std_h_default]),
    beamc_user:sync(user),
    beamc_user:sync(standard_error),
    erlang:halt(Status).

%% Waits, for a second at most, until the process Name has dealt with the messages that it has. All
%% these processes understand OTP's system messages.
logged(Name) ->
    case whereis(Name) of
        Pid when is_pid(Pid), Pid =/= self() ->
            Tag = make_ref(),
            Pid ! {system, {self(), Tag}, get_state},
            receive {Tag, _} -> ok after 1000 -> ok end;
        _ ->
            ok
    end.

%% A command of a full boot's script: tells init, and so the code server, which files the modules
%% of the program come from.
loaded(Groups) ->
    init ! {self(), loaded,
            [{Module, Directory ++ "/" ++ atom_to_list(Module) ++ ".beam"}
             || {Directory, Modules} <- Groups, Module <- Modules]}.

call(Module, '', Args) ->
    case erlang:function_exported(Module, main, 1) of
        true ->
            Module:main(Args);
        false ->
            case erlang:function_exported(Module, main, 0)
                orelse not erlang:function_exported(Module, start, 0) of
                true -> Module:main();
                false -> Module:start()
            end
    end;
call(Module, Function, Args) ->
    case erlang:function_exported(Module, Function, 1)
        andalso not (Function =/= main andalso erlang:function_exported(Module, Function, 0)) of
        true -> Module:Function(Args);
        false -> Module:Function()
    end.

report(Class, Reason, Stack) ->
    Format = fun(Term, Indent) ->
                     io_lib:format("~." ++ integer_to_list(Indent) ++ "P", [Term, 50])
             end,
    Hide = fun(M, _, _) -> M =:= erl_eval orelse M =:= ?MODULE end,
    Text = try
               erl_error:format_exception(1, Class, Reason, Stack, Hide, Format, latin1)
           catch
               _:_ -> io_lib:format("~p: ~p~n~p", [Class, Reason, Stack])
           end,
    io:put_chars(standard_error, ["escript: ", Text, $\n]).

