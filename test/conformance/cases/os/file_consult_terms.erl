%% Terms are written to a file and consulted; bad terms give their line.
-module(file_consult_terms).
-export([main/0]).

main() ->
    F = "/tmp/beamc-conformance-consult-" ++ os:getpid(),
    ok = file:write_file(F, io_lib:format("~p.~n~p.~n", [{a, [1, 2]}, #{k => "v"}])),
    p(file:consult(F)),
    ok = file:write_file(F, "{a, 1}.\n{b, .\n"),
    {error, E} = file:consult(F),
    p(lists:flatten(file:format_error(E))),
    p(file:delete(F)).

p(X) -> io:format("~tp~n", [X]).
