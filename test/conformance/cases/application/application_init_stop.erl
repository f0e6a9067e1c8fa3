%% BOOT: full
%% init:stop/1 stops applications in reverse order, then ends with the status.
-module(application_init_stop).
-behaviour(application).
-export([main/0, start/2, prep_stop/1, stop/1]).

main() ->
    [begin
         ok = application:load({application, N, [{vsn, "1"}, {applications, [kernel, stdlib]},
                                                 {mod, {?MODULE, N}}]}),
         ok = application:start(N)
     end || N <- [conf_s1, conf_s2, conf_s3]],
    io:format("~p~n", [init:get_status()]),
    io:format("~p~n", [try init:stop(-1) catch C:R -> {C, R} end]),
    ok = init:stop(7),
    timer:sleep(infinity).

start(_, N) ->
    {ok, spawn_link(fun() -> receive stop -> ok end end), N}.

prep_stop(N) -> io:format("prep_stop ~p~n", [N]), N.

stop(N) -> io:format("stop ~p~n", [N]).
