%% Files are written, appended, read, renamed, listed and deleted.
-module(file_read_write).
-export([main/0]).

main() ->
    D = "/tmp/beamc-conformance-" ++ os:getpid(),
    p(file:make_dir(D)),
    F = filename:join(D, "a.txt"),
    p([file:write_file(F, "line 1\nline 2\n"), file:write_file(F, <<"more\n">>, [append]), file:read_file(F)]),
    {ok, H} = file:open(F, [read]),
    p([file:read_line(H), io:get_line(H, ""), file:position(H, 0), file:read(H, 4), file:close(H)]),
    p([filelib:file_size(F), filelib:is_regular(F), filelib:is_dir(D), file:list_dir(D)]),
    p([file:rename(F, F ++ "2"), file:read_file(F), file:delete(F ++ "2"), file:del_dir(D)]),
    p(file:open("/nonexistent/file", [read])).

p(X) -> io:format("~tp~n", [X]).
