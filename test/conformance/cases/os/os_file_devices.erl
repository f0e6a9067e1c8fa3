%% Devices can be opened, read and written like files; errors of a full device arrive at the one who writes.
-module(os_file_devices).
-export([main/0]).

main() ->
    [io:format("~s ~w: ~0p~n", [Name, Modes, attempt(Name, Modes)])
     || Name <- ["/dev/full", "/dev/zero", "/dev/null", "/tmp"],
        Modes <- [[read], [write], [read, write], [append], [raw, read], [raw, write], [raw, write, delayed_write]]],
    io:format("~p ~p~n", [file:write_file("/dev/full", "text"), file:copy("/dev/null", "/dev/full")]).

attempt(Name, Modes) ->
    case file:open(Name, Modes) of
        {ok, File} -> {file:read(File, 1), file:write(File, "x"), file:position(File, 0), file:close(File)};
        Error -> Error
    end.
