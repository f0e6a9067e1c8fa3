%% BOOT: full
%% erlang:pre_loaded/0: those modules of OTP's emulator that the program has, and what code tells of them. All are
%% loaded from the start.
-module(code_pre_loaded).
-export([main/0]).

main() ->
    Modules = erlang:pre_loaded(),
    p([M || M <- Modules, M =:= erlang orelse M =:= init orelse M =:= erl_init orelse M =:= erts_code_purger]),
    p([M || M <- Modules, not (erlang:module_loaded(M) andalso lists:member(M, erlang:loaded())
                               andalso code:which(M) =:= preloaded andalso code:is_loaded(M) =:= {file, preloaded}
                               andalso code:is_sticky(M) andalso code:ensure_loaded(M) =:= {module, M}
                               andalso lists:member({M, preloaded}, code:all_loaded())
                               andalso is_list(M:module_info(exports)))]),
    p([{M, lists:member(M, Modules), erlang:module_loaded(M), code:which(M), code:is_loaded(M), code:is_sticky(M)}
       || M <- [erlang, init, erts_internal, erts_code_purger, prim_file, prim_eval]]),
    p([lists:member(M, Modules) || M <- [?MODULE, lists, code, gen_server]]).

p(T) -> io:format("~p~n", [T]).
