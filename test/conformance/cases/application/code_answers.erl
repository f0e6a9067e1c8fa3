%% BOOT: full
%% What the code server says of modules that are linked in.
-module(code_answers).
-export([main/0]).

main() ->
    Stdlib = code:lib_dir(stdlib),
    p(filename:basename(filename:dirname(Stdlib))),
    p(code:which(lists) =:= filename:join([Stdlib, "ebin", "lists.beam"])),
    p(code:is_loaded(lists) =:= {file, code:which(lists)}),
    p(code:which(gen_server) =:= filename:join([Stdlib, "ebin", "gen_server.beam"])),
    p(code:which(erlang)),
    p(code:which(init)),
    p(code:is_loaded(init)),
    p(code:which(no_such_module)),
    p(code:is_loaded(no_such_module)),
    p(code:ensure_loaded(lists)),
    p(code:ensure_loaded(no_such_module)),
    p(code:load_file(no_such_module)),
    p(code:get_object_code(no_such_module)),
    p(code:get_mode()),
    p(code:lib_dir(no_such_application)),
    p(code:priv_dir(no_such_application)),
    p(code:priv_dir(stdlib) =:= filename:join(Stdlib, "priv")),
    p(code:lib_dir() =:= filename:join(code:root_dir(), "lib")),
    p(code:where_is_file("kernel.app") =:= filename:join([code:lib_dir(kernel), "ebin", "kernel.app"])),
    p(code:where_is_file("no_such_file")),
    p(code:is_sticky(lists)),
    p(code:is_sticky(?MODULE)),
    p(lists:member(".", code:get_path())),
    p(lists:member(filename:join(Stdlib, "ebin"), code:get_path())),
    p(code:add_patha("/no/such/directory")),
    p(code:add_pathz("/tmp")),
    p(lists:last(code:get_path())),
    p(code:del_path("/tmp")),
    p(code:del_path("/tmp")),
    p(code:replace_path(no_such_application, "/tmp")),
    p(lists:keyfind(lists, 1, code:all_loaded()) =:= {lists, code:which(lists)}),
    p(lists:keyfind(erlang, 1, code:all_loaded())),
    p(code:objfile_extension()),
    p(code:module_status(lists)),
    p(code:module_status(no_such_module)),
    p(try code:which("lists") catch C:R -> {C, R} end),
    p(erlang:function_exported(code, which, 1)).

p(T) ->
    io:format("~p~n", [T]).
