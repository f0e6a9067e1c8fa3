%% Errors of file:rename/2: below itself, the root, on itself, what is no directory.
-module(rename_paths).
-export([main/0]).
-define(P(E), p(?LINE, fun() -> E end)).

p(N, F) ->
    io:format("~p -> ~0p~n", [N, try F() catch C:R:S -> {C, R, element(1, hd(S)), element(2, hd(S)), proplists:get_value(error_info, element(4, hd(S)))} end]).
flush() -> receive M -> [M | flush()] after 0 -> [] end.

main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "rename_below_itself_d" ++ os:getpid()), Fi = D ++ "f",
    _ = file:make_dir(D), file:write_file(Fi, "x"),
    ?P(file:rename(D, D ++ "/e/f")),
    ?P(file:rename(D, D ++ "/e")),
    ?P(file:rename(D, D)),
    ?P(file:rename(D, Fi)),
    ?P(file:rename(Fi, D)),
    ?P(file:rename(Fi, Fi ++ "/x")),
    ?P(file:rename(D ++ "/no", D ++ "/x")),
    ?P(file:rename(D, "/")),
    ?P(file:rename("/", D)),
    ?P(file:rename(D, "")),
    ?P(file:rename("", D)),
    ?P(file:rename(Fi, D ++ "/no/x")),
    ?P(file:rename(D, D ++ "/")),
    ?P(file:rename(D, D ++ "/.")),
    ?P(file:rename(D ++ "/.", D ++ "x")),
    ?P(file:rename(Fi, "/nosuchdir/x")),
    ?P(file:rename(D, Fi ++ "/x")),
    ?P(file:rename(D, D ++ "/../" ++ filename:basename(D) ++ "/e/f")),
    ?P(file:rename(D, D ++ "2/e/f")),
    ?P(file:make_link(D, D ++ "/x")),
    ?P(file:make_dir(D ++ "/a/b")),
    file:make_dir(D ++ "/sub"),
    ?P(file:rename(D ++ "/sub", D ++ "/sub2")),
    ?P(file:rename(D, D ++ "2")), file:rename(D ++ "2", D),
    ?P(file:rename(Fi, D ++ "/sub2")),
    ?P(file:rename(D ++ "/sub2", D)),
    file:delete(Fi), file:del_dir_r(D),
    ok.
