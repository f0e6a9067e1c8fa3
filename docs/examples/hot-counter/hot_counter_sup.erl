%% Supervises the counter. Nothing may go wrong in an upgrade, so no restart is permitted.
-module(hot_counter_sup).
-behaviour(supervisor).

-export([start_link/0, init/1]).

start_link() ->
    supervisor:start_link({local, ?MODULE}, ?MODULE, []).

init([]) ->
    {ok, {#{intensity => 0}, [#{id => hot_counter, start => {hot_counter, start_link, []}}]}}.
