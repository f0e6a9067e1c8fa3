-module(on_load_crash).
-export([value/0]).
-on_load(init/0).
init() -> error(crashed).
value() -> never.
