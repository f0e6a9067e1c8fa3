%% The totals. Each text is split and counted by a worker process of its own.
-module(wordcount_server).
-behaviour(gen_server).
-export([start_link/0, count/1, top/1, size/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

count(Text) -> gen_server:call(?MODULE, {count, Text}, infinity).
top(N) -> gen_server:call(?MODULE, {top, N}).
size() -> gen_server:call(?MODULE, size).

init([]) -> {ok, #{totals => #{}, pending => #{}}}.

handle_call({count, Text}, From, #{pending := Pending} = State) ->
    Server = self(),
    {_, Ref} = spawn_monitor(fun() -> exit({counted, words(Text, Server)}) end),
    {noreply, State#{pending := Pending#{Ref => From}}};
handle_call({top, N}, _From, #{totals := Totals} = State) ->
    Sorted = lists:sort(fun({A, X}, {B, Y}) -> {-X, A} =< {-Y, B} end, maps:to_list(Totals)),
    {reply, lists:sublist(Sorted, N), State};
handle_call(size, _From, #{totals := Totals} = State) ->
    {reply, maps:size(Totals), State}.

handle_cast(_, State) -> {noreply, State}.

handle_info({'DOWN', Ref, process, _, {counted, Words}}, #{totals := Totals, pending := Pending} = State) ->
    {From, Rest} = maps:take(Ref, Pending),
    gen_server:reply(From, maps:size(Words)),
    Sum = maps:fold(fun(W, C, Acc) -> maps:update_with(W, fun(Old) -> Old + C end, C, Acc) end, Totals, Words),
    {noreply, State#{totals := Sum, pending := Rest}}.

words(Text, _Server) -> words(Text, <<>>, #{}).

words(<<C, Rest/binary>>, Word, Counts) when C >= $a, C =< $z; C >= $0, C =< $9 ->
    words(Rest, <<Word/binary, C>>, Counts);
words(<<C, Rest/binary>>, Word, Counts) when C >= $A, C =< $Z ->
    words(Rest, <<Word/binary, (C + 32)>>, Counts);
words(<<_, Rest/binary>>, Word, Counts) ->
    words(Rest, <<>>, add(Word, Counts));
words(<<>>, Word, Counts) ->
    add(Word, Counts).

add(<<>>, Counts) -> Counts;
add(Word, Counts) ->
    case Counts of
        #{Word := N} -> Counts#{Word := N + 1};
        _ -> Counts#{Word => 1}
    end.
