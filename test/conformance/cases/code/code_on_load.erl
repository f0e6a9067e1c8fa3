-module(code_on_load).
-export([main/0]).
-include("versions.hrl").

main() ->
    Ok = erlang:prepare_loading(on_load_ok, beam(1, on_load_ok)),
    Bad = erlang:prepare_loading(on_load_bad, beam(1, on_load_bad)),
    Hot = erlang:prepare_loading(hot, beam(1, hot)),
    p([erlang:has_prepared_code_on_load(R) || R <- [Ok, Bad, Hot]]),
    p(catch element(1, element(2, (catch erlang:finish_loading([Ok, Hot]))))),
    p(erlang:finish_loading([Ok])),
    p(erlang:module_loaded(on_load_ok)),
    p(err(fun() -> on_load_ok:value() end)),
    p(erlang:call_on_load_function(on_load_ok)),
    p(erts_code_purger_finish(on_load_ok, true)),
    p(on_load_ok:value()),
    p(erlang:finish_loading([Bad])),
    p(erlang:call_on_load_function(on_load_bad)),
    p(erts_code_purger_finish(on_load_bad, false)),
    p(err(fun() -> on_load_bad:value() end)),
    p(erlang:finish_loading([Hot])),
    p(hot:version()).

erts_code_purger_finish(M, Keep) -> purger(), erts_code_purger:finish_after_on_load(M, Keep).
