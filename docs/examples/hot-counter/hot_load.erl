%% Clients that ask the counter for numbers without a pause and check each reply.
%%
%% A client knows the last number that it was given: the next must be larger, and bear the client's
%% own tag. As numbers go up by one, no reply is lost, doubled or wrong if the clients together got
%% as many replies as the counter has given numbers; report/0 compares.
-module(hot_load).

-export([main/1, client/3, report/0]).

-define(CLIENTS, 4).

main(_) ->
    {ok, _} = hot_counter_sup:start_link(),
    Counts = counters:new(?CLIENTS, []),
    persistent_term:put(?MODULE, Counts),
    Clients = [spawn_link(?MODULE, client, [I, Counts, 0]) || I <- lists:seq(1, ?CLIENTS)],
    register(?MODULE, self()),
    io:put_chars("counting\n"),
    serve(Clients).

client(I, Counts, Last) ->
    receive
        {pause, From} ->
            From ! {paused, self()},
            receive go -> ok end
    after 0 -> ok
    end,
    Tag = {I, make_ref()},
    {N, Tag} = hot_counter:next(Tag),
    true = N > Last,
    counters:add(Counts, I, 1),
    client(I, Counts, N).

%% The server stops the clients for a moment, so that the sums can be compared.
serve(Clients) ->
    receive
        {report, From} ->
            [Client ! {pause, self()} || Client <- Clients],
            [receive {paused, Client} -> ok end || Client <- Clients],
            {Version, Given} = gen_server:call(hot_counter, state, infinity),
            Counts = persistent_term:get(?MODULE),
            Got = lists:sum([counters:get(Counts, I) || I <- lists:seq(1, ?CLIENTS)]),
            [Client ! go || Client <- Clients],
            From ! {self(), {Version, Given, Got}}
    end,
    serve(Clients).

%% {Version, numbers given, replies received, bytes of memory in use}
report() ->
    Server = whereis(?MODULE),
    Server ! {report, self()},
    receive
        {Server, {Version, Given, Got}} ->
            [erlang:garbage_collect(P) || P <- processes()],
            {Version, Given, Got, erlang:memory(total)}
    end.
