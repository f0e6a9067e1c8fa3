%% BOOT: full
%% When a permanent application ends by itself, so does the node; the exit status and the
%% texts say why.
-module(application_permanent_ends).
-behaviour(application).
-export([main/0, start/2, stop/1]).

main() ->
    ok = application:load({application, conf_perm, [{vsn, "1"}, {applications, [kernel, stdlib]},
                                                    {mod, {?MODULE, []}}]}),
    ok = application:start(conf_perm, permanent),
    io:format("~p~n", [application:which_applications() =/= []]),
    conf_perm_process ! stop,
    timer:sleep(infinity).

start(_, _) ->
    {ok, spawn_link(fun() ->
                            register(conf_perm_process, self()),
                            receive stop -> exit(it_is_over) end
                    end)}.

stop(_) -> io:format("stopped~n").
