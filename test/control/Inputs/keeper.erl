%% A server that keeps a number, in two versions with different state; what its code_change does is told before.
-module(keeper).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, code_change/3]).

-ifndef(VERSION).
-define(VERSION, 1).
-endif.
-vsn(?VERSION).

main() ->
    [{ok, _} = gen_server:start({local, Name}, ?MODULE, N, []) || {Name, N} <- [{one, 1}, {two, 2}]],
    io:put_chars("ready\n"),
    timer:sleep(infinity). % no call to come back from: this process is not in the code

init(N) -> {ok, {?VERSION, N, works}}.

handle_call({how, How}, _, {V, N, _}) -> {reply, ok, {V, N, How}};
handle_call(get, _, State) -> {reply, {?VERSION, State}, State}.

handle_cast(hang, State) ->
    receive go_on -> ok end,
    {noreply, State}.

code_change(Old, {_, N, works}, Extra) -> {ok, {{was, Old, Extra}, N, works}};
code_change(_, {_, _, refuses}, _) -> {error, not_me};
code_change(_, {_, _, fails}, _) -> error(oh).
