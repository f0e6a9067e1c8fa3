-module(code_loading_errors).
-export([main/0]).
-compile({no_auto_import,[error/1]}).
-include("versions.hrl").

error(F) -> try F() catch C:R -> {C, R} end.

main() ->
    B = beam(1, hot),
    %% What is refused goes to the log; its text is each system's own.
    logger:set_primary_config(level, none),
    p(error(fun() -> erlang:prepare_loading(hot, foo) end)),
    p(error(fun() -> erlang:prepare_loading("hot", B) end)),
    p(erlang:prepare_loading(other, B)),
    p(erlang:prepare_loading(hot, <<>>)),
    p(erlang:prepare_loading(hot, <<"FOR1">>)),
    p(erlang:prepare_loading(hot, binary:part(B, 0, byte_size(B) div 2))),
    p(erlang:load_module(hot, <<"nonsense">>)),
    p(error(fun() -> erlang:finish_loading([x]) end)),
    p(error(fun() -> erlang:finish_loading(x) end)),
    p(erlang:finish_loading([])),
    A1 = erlang:prepare_loading(hot, B), A2 = erlang:prepare_loading(hot, B),
    p(erlang:finish_loading([A1, A2])),
    p(erlang:finish_loading([A1])),
    p(error(fun() -> erlang:finish_loading([A1]) end) =:= {error, badarg}),
    p(erlang:finish_loading([A2])),
    p(erlang:finish_loading([erlang:prepare_loading(hot, B)])),
    p(error(fun() -> erlang:delete_module(hot) end)),
    p(error(fun() -> erlang:delete_module(1) end)),
    p(erlang:delete_module(never_heard_of)),
    p(error(fun() -> erlang:check_old_code(1) end)),
    p(error(fun() -> erlang:check_process_code(self(), 1) end)),
    p(error(fun() -> erlang:check_process_code(x, hot) end)),
    p(error(fun() -> erlang:check_process_code(self(), hot, [foo]) end)),
    p(error(fun() -> erts_internal:purge_module(hot, prepare) end)),
    p(error(fun() -> erlang:call_on_load_function(hot) end)),
    p(error(fun() -> erlang:module_loaded(1) end)),
    p(byte_size(erts_internal:beamfile_module_md5(B))),
    p(erts_internal:beamfile_module_md5(B) =:= hot:module_info(md5)),
    p(erts_internal:beamfile_chunk(B, "Attr") =:= undefined),
    p(erts_internal:beamfile_chunk(B, "Zzzz")),
    p(erts_internal:beamfile_chunk(<<1>>, "Attr")),
    p(proplists:get_value(author, hot:module_info(attributes))),
    p(lists:sort(hot:module_info(exports))).
