%% A counter under load that is upgraded while it runs. Version 2: the state is a map, which also
%% counts by the client's tag.
-module(hot_counter).
-behaviour(gen_server).
-vsn(2).

-export([start_link/0, next/1]).
-export([init/1, handle_call/3, handle_cast/2, code_change/3]).

start_link() ->
    gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

%% {Number, Tag}: no number is given twice, none is left out.
next(Tag) ->
    gen_server:call(?MODULE, {next, Tag}, infinity).

init([]) ->
    {ok, new(0)}.

new(N) ->
    #{count => N, since => N, clients => #{}}.

handle_call({next, {Client, _} = Tag}, _From, #{count := N, clients := Clients} = State) ->
    Seen = maps:get(Client, Clients, 0),
    {reply, {N + 1, Tag}, State#{count := N + 1, clients := Clients#{Client => Seen + 1}}};
handle_call(state, _From, #{count := N, since := Since, clients := Clients} = State) ->
    true = lists:sum(maps:values(Clients)) =:= N - Since,
    {reply, {2, N}, State}.

handle_cast(_, State) ->
    {noreply, State}.

%% From version 1.
code_change(1, N, _Extra) when is_integer(N) ->
    {ok, new(N)};
code_change(2, #{count := _} = State, _Extra) ->
    {ok, State}.
