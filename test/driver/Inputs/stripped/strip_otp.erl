%% strip_otp:main([Directory]): a copy of kernel and stdlib of the installed OTP, stripped, as releases have them.
-module(strip_otp).
-export([main/1]).

main([To]) ->
    [copy(Directory, filename:join([To, "lib", filename:basename(Directory)]))
     || Directory <- [code:lib_dir(kernel), code:lib_dir(stdlib)]].

copy(From, To) ->
    Files = filelib:wildcard(filename:join([From, "ebin", "*"])),
    [copy_file(File, filename:join([To, "ebin", filename:basename(File)])) || File <- Files].

copy_file(From, To) ->
    ok = filelib:ensure_dir(To),
    {ok, Bytes} = file:read_file(From),
    case filename:extension(From) of
        ".beam" ->
            {ok, {_, Stripped}} = beam_lib:strip(Bytes),
            {error, beam_lib, {missing_chunk, _, "Attr"}} = beam_lib:chunks(Stripped, ["Attr"]),
            ok = file:write_file(To, Stripped);
        _ ->
            ok = file:write_file(To, Bytes)
    end.
