%% BOOT: full
%% ensure_all_started: order, what is missing, what fails.
-module(application_dependencies).
-behaviour(application).
-export([main/0, start/2, stop/1]).

main() ->
    %% Reports come from other processes, at any time.
    ok = logger:set_primary_config(level, none),
    load(conf_base, [kernel, stdlib], good),
    load(conf_middle, [kernel, stdlib, conf_base], good),
    load(conf_top, [kernel, stdlib, conf_middle, conf_base], good),
    p(application:start(conf_top)),
    p(application:ensure_all_started(conf_top)),
    p(application:ensure_all_started(conf_top)),
    p(application:ensure_started(conf_top)),
    p([N || {N, _, _} <- application:which_applications()]),
    p(application:stop(conf_middle)),
    p([N || {N, _, _} <- application:which_applications()]),
    load(conf_fails, [kernel, stdlib, conf_middle], fails),
    p(application:ensure_all_started(conf_fails)),
    p([N || {N, _, _} <- application:which_applications()]),
    load(conf_lacks, [kernel, stdlib, conf_nowhere], good),
    p(application:start(conf_lacks)),
    p(application:ensure_all_started(conf_lacks)),
    p(application:ensure_all_started(conf_nowhere)),
    p(application:load(conf_nowhere)),
    p(application:ensure_all_started(kernel)),
    p(application:ensure_all_started(stdlib, permanent)),
    p(application:start(conf_fails, sometimes)),
    p(catch application:start(17)),
    [application:stop(A) || A <- [conf_top, conf_base]],
    p([N || {N, _, _} <- application:which_applications()]).

load(Name, Needs, How) ->
    ok = application:load({application, Name,
                           [{vsn, "1"}, {applications, Needs},
                            {mod, {?MODULE, {Name, How}}}]}).

start(_, {Name, good}) ->
    p({starting, Name}),
    {ok, spawn_link(fun() -> receive stop -> ok end end), Name};
start(_, {_, fails}) ->
    {error, it_does}.

stop(Name) ->
    p({stopped, Name}).

p(T) ->
    io:format("~p~n", [T]).
