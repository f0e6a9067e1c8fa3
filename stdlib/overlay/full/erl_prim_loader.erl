%% The boot loader of a program with the full boot. It has the interface of OTP's, and reads first
%% the files that the executable carries (boot script, application specifications), then the
%% file system. Differences from OTP's: no archives, no boot from a server, and the callers
%% read files themselves; the process only keeps the path.
%%
%% Directories above those that hold embedded files (the root of OTP and its lib) have the
%% embedded contents alone, so that what a program sees does not depend on whether OTP is
%% installed where it runs.
-module(erl_prim_loader).

-export([start/0, set_path/1, get_path/0, get_file/1, read_file/1, list_dir/1, read_file_info/1,
         read_link_info/1, get_cwd/0, get_cwd/1, set_primary_archive/4, purge_archive_cache/0,
         get_modules/2, get_modules/3, is_basename/1]).

-include_lib("kernel/include/file.hrl").

start() ->
    Parent = self(),
    Pid = spawn_link(fun() ->
                             process_flag(trap_exit, true),
                             register(?MODULE, self()),
                             Parent ! {self(), ok},
                             loop(Parent, [])
                     end),
    receive
        {Pid, ok} -> {ok, Pid};
        {'EXIT', Pid, Reason} -> {error, Reason}
    end.

loop(Parent, Path) ->
    receive
        {Pid, {set_path, New}} when is_pid(Pid) ->
            case texts(New) of
                error ->
                    Pid ! {self(), {error, bad_path}},
                    loop(Parent, Path);
                Directories ->
                    Pid ! {self(), ok},
                    loop(Parent, Directories)
            end;
        {Pid, get_path} when is_pid(Pid) ->
            Pid ! {self(), {ok, Path}},
            loop(Parent, Path);
        {'EXIT', Parent, Reason} ->
            exit(Reason);
        _ ->
            loop(Parent, Path)
    end.

request(Request) ->
    Loader = whereis(?MODULE),
    Loader ! {self(), Request},
    receive
        {Loader, Reply} -> Reply;
        {'EXIT', Loader, _} -> error
    end.

set_path(Path) when is_list(Path) ->
    request({set_path, Path}).

get_path() ->
    request(get_path).

%% {ok, Contents, Name} | error. A name without a directory is looked for in the path.
get_file(Name) when is_atom(Name) ->
    get_file(atom_to_list(Name));
get_file(Name) ->
    case text(Name) of
        error -> error;
        File -> find(File)
    end.

%% {ok, Contents} | error. The path is not used.
read_file(Name) ->
    case text(Name) of
        error ->
            error;
        File ->
            case read(File) of
                {ok, Bytes, _} -> {ok, Bytes};
                error -> error
            end
    end.

find(File) ->
    case lists:member($/, File) of
        true ->
            read(File);
        false ->
            case get_path() of
                {ok, []} -> read(File);
                {ok, Path} -> find(File, Path)
            end
    end.

find(File, [Directory | Path]) ->
    case read(join(Directory, File)) of
        error -> find(File, Path);
        Found -> Found
    end;
find(_, []) ->
    error.

read(File) ->
    case beamc_program:file(native(File)) of
        error ->
            case prim_file:read_file(File) of
                {ok, Bytes} -> {ok, Bytes, File};
                {error, _} -> error
            end;
        Bytes ->
            {ok, Bytes, File}
    end.

%% {ok, Names} | error.
list_dir(Name) ->
    case text(Name) of
        error -> error;
        Directory -> list(Directory)
    end.

list(Directory) ->
    case embedded(Directory) of
        {directory, Names, HoldsFiles} when HoldsFiles ->
            case prim_file:list_dir(Directory) of
                {ok, More} -> {ok, Names ++ (More -- Names)};
                {error, _} -> {ok, Names}
            end;
        {directory, Names, _} ->
            {ok, Names};
        _ ->
            result(prim_file:list_dir(Directory))
    end.

%% {ok, #file_info{}} | error.
read_file_info(Name) ->
    info(Name, fun prim_file:read_file_info/1).

read_link_info(Name) ->
    info(Name, fun prim_file:read_link_info/1).

info(Name, OnDisk) ->
    case text(Name) of
        error -> error;
        File -> file_info(File, OnDisk)
    end.

file_info(File, OnDisk) ->
    case embedded(File) of
        {directory, _, _} -> {ok, #file_info{type = directory, access = read, size = 0}};
        {file, Size} -> {ok, #file_info{type = regular, access = read, size = Size}};
        none -> result(OnDisk(File))
    end.

get_cwd() ->
    result(prim_file:get_cwd()).

get_cwd(Drive) ->
    result(prim_file:get_cwd(Drive)).

set_primary_archive(undefined, undefined, undefined, _ParserFun) ->
    {ok, []};
set_primary_archive(_File, _Archive, _FileInfo, _ParserFun) ->
    {error, enotsup}.

purge_archive_cache() ->
    ok.

get_modules(Modules, Process) ->
    {ok, Path} = get_path(),
    get_modules(Modules, Process, Path).

%% {ok, {[{Module, Result}], [{Module, Reason}]}}.
get_modules(Modules, Process, Path) ->
    Directories = [Text || Directory <- Path, (Text = text(Directory)) =/= error],
    {ok, get_modules(Modules, Process, Directories, [], [])}.

get_modules([Module | Modules], Process, Path, Good, Bad) ->
    case get_module(Module, Process, Path) of
        {ok, Result} -> get_modules(Modules, Process, Path, [{Module, Result} | Good], Bad);
        {error, Reason} -> get_modules(Modules, Process, Path, Good, [{Module, Reason} | Bad])
    end;
get_modules([], _, _, Good, Bad) ->
    {Good, Bad}.

get_module(Module, Process, Path) ->
    case find(atom_to_list(Module) ++ ".beam", Path) of
        {ok, Bytes, File} -> Process(Module, File, Bytes);
        error -> {error, enoent}
    end.

is_basename(File) when is_list(File) ->
    not lists:member($/, text(File)).

%% What the executable has under that name: {file, Size} | {directory, Names, HoldsFiles} | none.
embedded("") ->
    none;
embedded(Name) ->
    Path = native(Name),
    case beamc_program:file(Path) of
        error -> directory(<<Path/binary, "/">>, beamc_program:files(), [], false);
        Bytes -> {file, byte_size(Bytes)}
    end.

directory(Prefix, [File | Files], Names, HoldsFiles) ->
    Size = byte_size(Prefix),
    case File of
        <<Prefix:Size/binary, Rest/binary>> ->
            [First | Below] = binary:split(Rest, <<"/">>),
            Name = unicode:characters_to_list(First, file:native_name_encoding()),
            New = case lists:member(Name, Names) of
                      true -> Names;
                      false -> [Name | Names]
                  end,
            directory(Prefix, Files, New, HoldsFiles orelse Below =:= []);
        _ ->
            directory(Prefix, Files, Names, HoldsFiles)
    end;
directory(_, [], [], _) ->
    none;
directory(_, [], Names, HoldsFiles) ->
    {directory, Names, HoldsFiles}.

result({ok, _} = Good) -> Good;
result({error, _}) -> error.

join(Directory, File) -> Directory ++ "/" ++ File.

%% A file name (an atom, a binary or a deep list of characters and atoms) as a string; error if it is none.
text(Name) when is_atom(Name) ->
    atom_to_list(Name);
text(Name) when is_binary(Name) ->
    case unicode:characters_to_list(Name, file:native_name_encoding()) of
        Text when is_list(Text) -> Text;
        _ -> error
    end;
text(Name) ->
    try text(Name, [])
    catch error:_ -> error
    end.

text([Part | Rest], Tail) -> text(Part, text(Rest, Tail));
text([], Tail) -> Tail;
text(Char, Tail) when is_integer(Char), Char >= 0, Char =< 16#10ffff -> [Char | Tail];
text(Atom, Tail) when is_atom(Atom) -> atom_to_list(Atom) ++ Tail.

%% A path's directories as strings; error if one of them is no file name.
texts([Directory | Path]) ->
    case {text(Directory), texts(Path)} of
        {Text, Texts} when is_list(Text), is_list(Texts) -> [Text | Texts];
        _ -> error
    end;
texts([]) -> [];
texts(_) -> error.

%% The bytes of an absolute name, without / at its end.
native(Name) ->
    case unicode:characters_to_binary(Name, unicode, file:native_name_encoding()) of
        Bytes when is_binary(Bytes) -> strip(Bytes);
        _ -> <<>>
    end.

strip(<<"/">>) ->
    <<>>;
strip(Bytes) when Bytes =/= <<>> ->
    Size = byte_size(Bytes) - 1,
    case Bytes of
        <<Front:Size/binary, "/">> -> strip(Front);
        _ -> Bytes
    end;
strip(<<>>) ->
    <<>>.
