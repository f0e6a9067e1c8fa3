%% BOOT: full
%% A start that fails: what is returned, for each way of failing.
-module(application_fails).
-behaviour(application).
-export([main/0, start/2, stop/1]).

main() ->
    %% Reports come from other processes, at any time.
    ok = logger:set_primary_config(level, none),
    [try_start(N, How) || {N, How} <- [{conf_f1, error}, {conf_f2, crash}, {conf_f3, throw},
                                       {conf_f4, exit}, {conf_f5, nonsense}, {conf_f6, ignore}]],
    ok = application:load({application, conf_f7,
                           [{vsn, "1"}, {applications, [kernel, stdlib]},
                            {mod, {no_such_module, []}}]}),
    io:format("~p~n", [application:start(conf_f7)]).

try_start(Name, How) ->
    ok = application:load({application, Name, [{vsn, "1"}, {applications, [kernel, stdlib]},
                                               {mod, {?MODULE, How}}]}),
    io:format("~p~n", [application:start(Name)]).

start(_, error) -> {error, reason};
start(_, crash) -> error(crashed);
start(_, throw) -> throw(thrown);
start(_, exit) -> exit(left);
start(_, nonsense) -> nonsense;
start(_, ignore) -> ignore.

stop(_) -> ok.
