-module(later).
-export([hello/0]).
hello() -> {hello, ?MODULE}.
