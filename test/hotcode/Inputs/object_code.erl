%% What the code server finds: modules of the path that the program does not have, and the object code of those it has.
-module(object_code).
-export([main/0]).

main() ->
    io:format("~p~n", [{late:hello(), apply(later, hello, []), basename(code:which(later))}]),
    io:format("~p~n", [[M || M <- [late, later], code:is_loaded(M) =/= {file, code:which(M)}]]),
    [io:format("~p~n", [{M, object(M)}]) || M <- [?MODULE, lists, gen_server, late, nowhere]],
    %% They can be loaded again from there.
    true = code:unstick_mod(lists),
    io:format("~p~n", [[{code:load_file(M), code:soft_purge(M)} || M <- [lists, late]]]),
    io:format("~p~n", [lists:reverse([1, 2, 3])]),
    io:format("~p~n", [try nowhere:f(1) catch error:R:S -> {R, hd(S)} end]).

object(M) ->
    case code:get_object_code(M) of
        {M, Beam, File} -> {erts_internal:beamfile_module_md5(Beam) =:= M:module_info(md5), File =:= code:which(M), basename(File)};
        error -> error
    end.

basename(File) -> filename:basename(File).
