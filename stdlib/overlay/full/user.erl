%% The process `user` of a program with the full boot: OTP's user_sup starts it, beamc's own
%% server for the standard streams is it.
-module(user).

-export([start/0, start/1, start_out/0, interfaces/1]).

start() ->
    beamc_user:start(user, 0, 1).

start([_Drv, _Argv]) ->
    start().

%% Under -noinput.
start_out() ->
    beamc_user:start(user, none, 1).

%% There is no shell.
interfaces(_User) ->
    [].
