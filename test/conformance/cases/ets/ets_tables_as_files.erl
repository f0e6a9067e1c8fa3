%% tab2file and file2tab keep a table; tabs are listed by info.
-module(ets_tables_as_files).
-export([main/0]).

main() ->
    T = ets:new(saved, [ordered_set, named_table]),
    ets:insert(T, [{I, integer_to_list(I)} || I <- lists:seq(1, 50)]),
    F = "/tmp/beamc-conformance-ets-" ++ os:getpid(),
    p(ets:tab2file(T, F)),
    ets:delete(T),
    {ok, U} = ets:file2tab(F),
    p([U, ets:info(U, size), ets:lookup(U, 7), ets:info(U, type)]),
    p(file:delete(F)).

p(X) -> io:format("~tp~n", [X]).
