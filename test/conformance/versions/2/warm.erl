-module(warm).
-export([version/0, of_hot/0]).
version() -> 2.
of_hot() -> {2, hot:version()}.
