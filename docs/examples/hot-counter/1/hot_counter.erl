%% A counter under load that is upgraded while it runs. Version 1: the state is the number.
-module(hot_counter).
-behaviour(gen_server).
-vsn(1).

-export([start_link/0, next/1]).
-export([init/1, handle_call/3, handle_cast/2, code_change/3]).

start_link() ->
    gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

%% {Number, Tag}: no number is given twice, none is left out.
next(Tag) ->
    gen_server:call(?MODULE, {next, Tag}, infinity).

init([]) ->
    {ok, 0}.

handle_call({next, Tag}, _From, N) ->
    {reply, {N + 1, Tag}, N + 1};
handle_call(state, _From, N) ->
    {reply, {1, N}, N}.

handle_cast(_, N) ->
    {noreply, N}.

%% From version 2.
code_change(2, #{count := N}, _Extra) ->
    {ok, N};
code_change(1, N, _Extra) when is_integer(N) ->
    {ok, N}.
