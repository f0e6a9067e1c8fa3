%% The code interface of an executable whose modules are all linked in: every module of the
%% program is loaded from the start, and there is no code path. Answers are those of OTP's
%% code server in embedded mode.
-module(code).

-export([ensure_loaded/1, ensure_modules_loaded/1, is_loaded/1, all_loaded/0, which/1,
         get_mode/0, get_path/0, lib_dir/1, priv_dir/1, is_module_native/1, module_status/1,
         load_file/1, where_is_file/1, root_dir/0]).

-define(is_module_name(M), is_atom(M)).

ensure_loaded(Module) when ?is_module_name(Module) ->
    case erlang:module_loaded(Module) of
        true -> {module, Module};
        false -> {error, embedded}
    end.

ensure_modules_loaded(Modules) when is_list(Modules) ->
    case [{M, embedded} || M <- Modules, not erlang:module_loaded(M)] of
        [] -> ok;
        Missing -> {error, Missing}
    end.

load_file(Module) when ?is_module_name(Module) ->
    {error, nofile}.

is_loaded(Module) when ?is_module_name(Module) ->
    case erlang:module_loaded(Module) of
        true -> {file, preloaded};
        false -> false
    end.

all_loaded() ->
    [{M, preloaded} || M <- erlang:loaded()].

which(Module) when ?is_module_name(Module) ->
    case erlang:module_loaded(Module) of
        true -> preloaded;
        false -> non_existing
    end.

module_status(Module) when ?is_module_name(Module) ->
    case erlang:module_loaded(Module) of
        true -> loaded;
        false -> not_loaded
    end.

get_mode() -> embedded.

get_path() -> [].

root_dir() -> "".

where_is_file(_Name) -> non_existing.

lib_dir(_Application) -> {error, bad_name}.

priv_dir(_Application) -> {error, bad_name}.

is_module_native(Module) when ?is_module_name(Module) ->
    case erlang:module_loaded(Module) of
        true -> true;
        false -> undefined
    end.
