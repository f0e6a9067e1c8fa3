%% BOOT: full
%% on_load functions through the code server.
-module(code_on_load_server).
-export([main/0]).
-include("versions.hrl").

main() ->
    logger:set_primary_config(level, none),
    true = code:add_patha("versions/1"),
    p(code:load_file(on_load_ok)),
    p(on_load_ok:value()),
    p(code:load_file(on_load_bad)),
    p({code:is_loaded(on_load_bad), erlang:module_loaded(on_load_bad)}),
    p(err(fun() -> on_load_bad:value() end)),
    p(code:ensure_loaded(on_load_bad)),
    p(code:load_binary(on_load_bad, "x", beam(1, on_load_bad))),
    p(code:load_file(on_load_crash)),
    p(code:is_loaded(on_load_crash)),
    %% A module that is loaded stays when its next version's on_load fails.
    p(code:load_binary(on_load_ok, "ok", beam(1, on_load_ok))),
    persistent_term:put(on_load_ok, again),
    p(on_load_ok:value()),
    p(code:purge(on_load_ok)),
    p(code:load_binary(on_load_ok, "second", beam(2, on_load_ok))),
    p({on_load_ok:value(), code:which(on_load_ok)}),
    p(erlang:check_old_code(on_load_ok)),
    %% The module itself cannot be called before it is done; others wait.
    Me = self(),
    register(on_load_parent, Me),
    Loader = spawn(fun() -> Me ! {self(), code:load_file(on_load_waits)} end),
    receive {in_on_load, Pid, Loaded} -> p(Loaded) end,
    p(erlang:module_loaded(on_load_waits)),
    Caller = spawn(fun() -> Me ! {self(), on_load_waits:value()} end),
    receive {Caller, _} -> p(too_early) after 50 -> ok end,
    p(code:is_loaded(hot)),
    Pid ! go,
    receive {Loader, Answer} -> p(Answer) end,
    receive {Caller, Value} -> p(Value) end.
