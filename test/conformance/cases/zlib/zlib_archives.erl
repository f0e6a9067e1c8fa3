%% zip and erl_tar on compressed archives, and files opened with `compressed`.
-module(zlib_archives).
-export([main/0]).

main() ->
    Dir = "/tmp/beamc_zlib_archives." ++ os:getpid(),
    ok = file:make_dir(Dir),
    try tar(Dir), zip(Dir), compressed(Dir) after file:del_dir_r(Dir) end.

files() ->
    [{"a.txt", <<"hello">>}, {"sub/b.bin", binary:copy(<<"0123456789">>, 5000)}, {"empty", <<>>}].

tar(Dir) ->
    Name = Dir ++ "/x.tar.gz",
    show(erl_tar:create(Name, [{F, B} || {F, B} <- files()], [compressed])),
    show(erl_tar:table(Name, [compressed])),
    {ok, L} = erl_tar:extract(Name, [compressed, memory]),
    show(lists:sort(L) =:= lists:sort(files())),
    show(erl_tar:extract(Name, [compressed, {cwd, Dir ++ "/out"}])),
    {ok, B} = file:read_file(Dir ++ "/out/sub/b.bin"), show(byte_size(B)),
    {ok, G} = file:read_file(Name), show(byte_size(zlib:gunzip(G)) > 50000).

zip(Dir) ->
    Name = Dir ++ "/x.zip",
    {ok, Name} = zip:create(Name, files()),
    {ok, [Comment | Entries]} = zip:table(Name),
    show({element(1, Comment), [element(2, E) || E <- Entries]}),
    {ok, L} = zip:extract(Name, [memory]),
    show(lists:sort(L) =:= lists:sort(files())),
    {ok, Names} = zip:extract(Name, [{cwd, Dir ++ "/zip"}]),
    show([string:prefix(N, Dir) || N <- Names]),
    {ok, {"m.zip", Bin}} = zip:create("m.zip", [{"a", <<"in memory">>}], [memory]),
    show(zip:extract(Bin, [memory])),
    {ok, H} = zip:openzip_open(Name, [memory]),
    show(zip:openzip_get("a.txt", H)), ok = zip:openzip_close(H),
    {error, _} = zip:extract(<<"no archive">>, [memory]).

compressed(Dir) ->
    Name = Dir ++ "/file.gz",
    {ok, F} = file:open(Name, [write, compressed, binary]),
    ok = file:write(F, "line one\n"), ok = file:write(F, "line two\n"), ok = file:close(F),
    {ok, Raw} = file:read_file(Name), show(zlib:gunzip(Raw)),
    {ok, R} = file:open(Name, [read, compressed]),
    show(file:read_line(R)), show(file:read(R, 100)), show(file:read(R, 1)), file:close(R).

show(X) -> io:format("~p~n", [X]).
