%% BOOT: full
%% A temporary application that ends is gone; a transient one that ends normally too.
-module(application_temporary_ends).
-behaviour(application).
-export([main/0, start/2, stop/1]).

main() ->
    %% Reports come from other processes, at any time.
    ok = logger:set_primary_config(level, none),
    run(conf_temporary, temporary, crashed),
    run(conf_transient, transient, normal),
    io:format("~p~n", [[N || {N, _, _} <- application:which_applications()]]).

run(Name, Type, Reason) ->
    ok = application:load({application, Name, [{vsn, "1"}, {applications, [kernel, stdlib]},
                                               {mod, {?MODULE, [Name]}}]}),
    ok = application:start(Name, Type),
    Pid = whereis(Name),
    Ref = monitor(process, Pid),
    Pid ! {stop, Reason},
    Why = receive {'DOWN', Ref, _, _, W} -> W end,
    %% The application master prints before it goes.
    wait(Name),
    io:format("~p~n", [Why]).

wait(Name) ->
    case lists:keymember(Name, 1, application:which_applications()) of
        true -> erlang:yield(), wait(Name);
        false -> ok
    end.

start(_, [Name]) ->
    {ok, spawn_link(fun() ->
                            register(Name, self()),
                            receive {stop, Reason} -> exit(Reason) end
                    end)}.

stop(_) -> io:format("stopped~n").
