%% OTP 26 and later: user_sup starts the process `user` through this module. beamc's own server for the
%% standard streams is it; there is no shell.
-module(user_drv).

-export([start/0, start/1, start_shell/0, start_shell/1, whereis_group/0, flush/0]).

start() ->
    start(#{}).

start(#{input := disabled}) ->
    user:start_out();
start(Options) when is_map(Options) ->
    user:start().

start_shell() ->
    start_shell(#{}).

start_shell(_Options) ->
    {error, enotsup}.

whereis_group() ->
    undefined.

%% Returns when all output has been written.
flush() ->
    beamc_user:sync(user).
