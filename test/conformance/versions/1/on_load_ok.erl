-module(on_load_ok).
-export([value/0]).
-on_load(init/0).
init() -> persistent_term:put(on_load_ok, loaded), ok.
value() -> persistent_term:get(on_load_ok).
