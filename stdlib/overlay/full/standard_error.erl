%% The process `standard_error` of a program with the full boot, under a supervisor as in OTP.
-module(standard_error).

-behaviour(supervisor_bridge).

-export([start_link/0, init/1, terminate/2]).

start_link() ->
    supervisor_bridge:start_link({local, standard_error_sup}, ?MODULE, []).

init([]) ->
    Pid = beamc_user:start(standard_error, none, 2),
    link(Pid),
    {ok, Pid, Pid}.

terminate(_Reason, Pid) ->
    beamc_user:sync(standard_error),
    unlink(Pid),
    exit(Pid, kill).
