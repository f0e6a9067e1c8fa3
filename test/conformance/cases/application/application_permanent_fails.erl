%% BOOT: full
%% A permanent application that cannot start: start/2 returns the error; when the boot starts it,
%% the node ends.
-module(application_permanent_fails).
-behaviour(application).
-export([main/0, start/2, stop/1]).

main() ->
    ok = logger:set_primary_config(level, none),
    ok = application:load({application, conf_pf, [{vsn, "1"}, {applications, [kernel, stdlib]},
                                                  {mod, {?MODULE, []}}]}),
    io:format("~p~n", [application:start(conf_pf, permanent)]),
    io:format("~p~n", [application:start_boot(conf_pf, permanent)]),
    timer:sleep(infinity).

start(_, _) -> {error, because}.

stop(_) -> ok.
