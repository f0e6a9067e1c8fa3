%% erlang:pre_loaded/0 names loaded modules only, with the lean boot too.
-module(code_pre_loaded_lean).
-export([main/0]).

main() ->
    Modules = erlang:pre_loaded(),
    p([M || M <- Modules, M =:= erlang orelse M =:= prim_file]),
    p([M || M <- Modules, not (erlang:module_loaded(M) andalso lists:member(M, erlang:loaded())
                               andalso code:is_loaded(M) =:= {file, preloaded}
                               andalso code:ensure_loaded(M) =:= {module, M}
                               andalso is_list(M:module_info(exports)))]),
    p([lists:member(M, Modules) || M <- [?MODULE, lists, code]]),
    %% So that it is part of the program.
    p(prim_file:read_file("/nowhere/at/all")).

p(T) -> io:format("~p~n", [T]).
