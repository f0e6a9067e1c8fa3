-module(wordcount_sup).
-behaviour(supervisor).
-export([start_link/0, init/1]).

start_link() -> supervisor:start_link({local, ?MODULE}, ?MODULE, []).

init([]) ->
    Server = #{id => wordcount_server, start => {wordcount_server, start_link, []}},
    {ok, {#{strategy => one_for_one, intensity => 3, period => 5}, [Server]}}.
