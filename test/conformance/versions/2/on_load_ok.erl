-module(on_load_ok).
-export([value/0]).
-on_load(init/0).
init() -> {error, not_this_time}.
value() -> second.
