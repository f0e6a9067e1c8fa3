%% BOOT: full
%% Load, start with phases and environment, ask, stop, unload an application.
-module(application_start_stop).
-behaviour(application).
-behaviour(supervisor).
-export([main/0, start/2, start_phase/3, prep_stop/1, stop/1, config_change/3, init/1,
         start_worker/1]).

main() ->
    %% Reports come from other processes, at any time.
    ok = logger:set_primary_config(level, none),
    Spec = {application, conf_app,
            [{description, "An application"}, {vsn, "1.2.3"},
             {modules, [application_start_stop]}, {registered, [conf_sup]},
             {applications, [kernel, stdlib]},
             {env, [{color, blue}, {size, 7}]},
             {start_phases, [{first, [a]}, {second, [b]}]},
             {mod, {application_start_stop, [the, arguments]}}]},
    p(application:start(conf_app)),
    p(application:load(Spec)),
    p(application:load(Spec)),
    p(application:load({application, bad, [nonsense]})),
    p(application:load({application, bad, [{vsn, 1}]})),
    p(lists:keyfind(conf_app, 1, application:loaded_applications())),
    p(application:set_env(conf_app, size, 8)),
    p(lists:sort(application:get_all_env(conf_app))),
    p(application:start(conf_app)),
    p(application:start(conf_app)),
    p(lists:keyfind(conf_app, 1, application:which_applications())),
    p(application:get_application(conf_sup)),
    p(application:get_application(application_start_stop)),
    p(application:get_key(conf_app, start_phases)),
    [{worker, Worker, worker, _}] = supervisor:which_children(conf_sup),
    p(gen_asks(Worker)),
    Ref = monitor(process, Worker),
    exit(Worker, kill),
    receive {'DOWN', Ref, _, _, Why} -> p(Why) end,
    p(wait_for_new(Worker)),
    p(application:unload(conf_app)),
    p(application:set_env([{conf_app, [{size, 9}]}])),
    p(application:get_env(conf_app, size)),
    p(application:get_env(conf_app, nosuch)),
    p(application:get_env(conf_app, nosuch, default)),
    p(application:stop(conf_app)),
    p(application:stop(conf_app)),
    p(whereis(conf_sup)),
    p(lists:keymember(conf_app, 1, application:which_applications())),
    p(application:unload(conf_app)),
    p(application:unload(conf_app)),
    p(application:get_env(conf_app, size)).

wait_for_new(Old) ->
    case supervisor:which_children(conf_sup) of
        [{worker, Pid, worker, _}] when is_pid(Pid), Pid =/= Old -> restarted;
        _ -> erlang:yield(), wait_for_new(Old)
    end.

gen_asks(Worker) ->
    Worker ! {who, self()},
    receive {Worker, Answer} -> Answer end.

start(Type, Args) ->
    p({start, Type, Args, application:get_application(), application:get_env(size)}),
    {ok, Pid} = supervisor:start_link({local, conf_sup}, ?MODULE, []),
    {ok, Pid, state}.

start_phase(Phase, Type, Args) ->
    p({start_phase, Phase, Type, Args, whereis(conf_sup) =/= undefined}),
    ok.

prep_stop(State) ->
    p({prep_stop, State, whereis(conf_sup) =/= undefined}),
    stopping.

stop(State) ->
    p({stop, State, whereis(conf_sup)}).

config_change(Changed, New, Removed) ->
    p({config_change, Changed, New, Removed}).

init([]) ->
    {ok, {#{strategy => one_for_one},
          [#{id => worker, start => {?MODULE, start_worker, [w]}}]}}.

start_worker(Name) ->
    {ok, proc_lib:spawn_link(fun() -> worker(Name) end)}.

worker(Name) ->
    receive
        {who, From} ->
            From ! {self(), {Name, application:get_application(), element(1, application:get_env(color))}},
            worker(Name)
    end.

p(T) ->
    io:format("~p~n", [T]).
