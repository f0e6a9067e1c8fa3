-module(late).
-export([hello/0]).
hello() -> {hello, ?MODULE}.
