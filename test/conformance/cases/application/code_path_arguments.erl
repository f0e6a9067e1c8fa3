%% BOOT: full
%% What is no directory is an error for the caller and leaves the code server and the loader alive.
-module(code_path_arguments).
-export([main/0]).

main() ->
    ok = logger:set_primary_config(level, none),
    Bad = [[{a}], ["/tmp", {a}], [1], foo, ["/nonexistent_dir"], ["/tmp", ["/nonexistent_", dir]]],
    [io:format("set_path ~0p: ~0p~n", [Path, attempt(fun() -> code:set_path(Path) end)]) || Path <- Bad],
    [io:format("~p ~0p: ~0p~n", [F, Arg, attempt(fun() -> code:F(Arg) end)])
     || F <- [add_path, add_patha, add_pathz], Arg <- [{a}, "/nonexistent_dir", '/tmp', <<"/tmp">>, 1]],
    [io:format("~p ~0p: ~0p~n", [F, Arg, attempt(fun() -> code:F(Arg) end)])
     || F <- [add_paths, add_pathsa, add_pathsz], Arg <- [[{a}], [1], ["/nonexistent_dir"]]],
    [io:format("replace_path ~0p: ~0p~n", [Args, attempt(fun() -> apply(code, replace_path, Args) end)])
     || Args <- [[{a}, "x"], [foo, {a}], [nonexistent_app, "/nonexistent_dir"]]],
    [io:format("~p ~0p: ~0p~n", [F, Arg, attempt(fun() -> erl_prim_loader:F(Arg) end)])
     || F <- [get_file, list_dir, read_file_info, read_link_info],
        Arg <- ["", "/nonexistent", '/nonexistent', ["/nonexistent", [$/, dir]]]],
    [io:format("~0p: ~0p~n", [Arg, attempt(fun() -> erl_prim_loader:get_file(Arg) end)]) || Arg <- [{a}, [{a}], 1]],
    [io:format("is_basename ~0p: ~0p~n", [Arg, attempt(fun() -> erl_prim_loader:is_basename(Arg) end)])
     || Arg <- [{a}, 'a/b', "a/b", "ab"]],
    io:format("~0p~n", [attempt(fun() -> erl_prim_loader:set_path({a}) end)]),
    erl_prim_loader ! other,
    io:format("~p~n", [[is_pid(whereis(Name)) || Name <- [erl_prim_loader, code_server]]]).

attempt(F) ->
    try F()
    catch Class:Reason -> {Class, Reason}
    end.
