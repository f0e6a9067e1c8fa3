%% Its on_load function waits until it is told to go on.
-module(on_load_waits).
-export([value/0]).
-on_load(init/0).
init() ->
    on_load_parent ! {in_on_load, self(), code:is_loaded(?MODULE)},
    receive go -> ok end.
value() -> done.
