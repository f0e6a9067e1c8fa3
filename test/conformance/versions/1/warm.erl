-module(warm).
-export([version/0, of_hot/0]).
version() -> 1.
of_hot() -> {1, hot:version()}.
