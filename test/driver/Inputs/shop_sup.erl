-module(shop_sup).
-behaviour(supervisor).
-export([start_link/0, init/1, start_clerk/0]).

start_link() ->
    supervisor:start_link({local, ?MODULE}, ?MODULE, []).

init([]) ->
    {ok, {#{}, [#{id => clerk, start => {?MODULE, start_clerk, []}}]}}.

%% Opens the shop when the whole system has started; closes it, if asked to.
start_clerk() ->
    {ok, spawn_link(fun clerk/0)}.

clerk() ->
    case init:notify_when_started(self()) of
        ok -> receive {init, started} -> ok end;
        started -> ok
    end,
    io:format("open~n"),
    case init:get_plain_arguments() of
        ["close"] -> init:stop();
        _ -> ok
    end,
    receive after infinity -> ok end.
