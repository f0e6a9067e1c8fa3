%% A callback module that lacks a callback that is not optional (handle_cast/2), of which erlc only warns.
-module(silent).
-behaviour(gen_server).
-export([init/1, handle_call/3]).

init(Text) -> {ok, helper:quoted(Text)}.

handle_call(text, _From, Text) -> {reply, Text, Text}.
