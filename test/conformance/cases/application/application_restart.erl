%% BOOT: full
%% init:restart/0 stops everything and boots again, in the same operating system process.
-module(application_restart).
-behaviour(application).
-export([main/0, start/2, stop/1]).

main() ->
    Again = os:getenv("BEAMC_CASE_AGAIN"),
    io:format("~p ~p ~p~n", [Again, whereis(conf_restart), get(left_over)]),
    ok = application:load({application, conf_restart_app,
                           [{vsn, "1"}, {applications, [kernel, stdlib]}, {mod, {?MODULE, []}}]}),
    ok = application:start(conf_restart_app),
    case Again of
        false ->
            os:putenv("BEAMC_CASE_AGAIN", "yes"),
            put(left_over, here),
            persistent_term:put(left_over, here),
            ok = init:restart(),
            timer:sleep(infinity);
        "yes" ->
            io:format("~p~n", [persistent_term:get(left_over, gone)]),
            io:format("~p~n", [[N || {N, _, _} <- application:which_applications()]])
    end.

start(_, _) ->
    {ok, spawn_link(fun() -> register(conf_restart, self()), receive stop -> ok end end)}.

stop(_) ->
    io:format("stopped~n").
