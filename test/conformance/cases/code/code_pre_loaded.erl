%% BOOT: full
%% erlang:pre_loaded/0: the modules of OTP's emulator, and what code tells of them.
-module(code_pre_loaded).
-export([main/0]).

main() ->
    Modules = erlang:pre_loaded(),
    p(lists:sort(Modules)),
    p([{M, lists:member(M, Modules), erlang:module_loaded(M), code:which(M), code:is_loaded(M), code:is_sticky(M)}
       || M <- [erlang, init, erts_internal, erts_code_purger, prim_file, prim_eval]]),
    p([lists:member(M, Modules) || M <- [?MODULE, lists, code, gen_server]]).

p(T) -> io:format("~p~n", [T]).
