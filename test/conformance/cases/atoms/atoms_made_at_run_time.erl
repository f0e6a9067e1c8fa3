%% Atoms made while running are the atoms of the program text.
-module(atoms_made_at_run_time).
-export([main/0]).

main() ->
    p([list_to_atom("foo_" ++ integer_to_list(N)) || N <- lists:seq(1, 5)]),
    p(list_to_atom("ok") =:= ok),
    p(case list_to_atom("he" ++ "llo") of hello -> same; _ -> different end),
    As = [list_to_atom("run_time_atom_" ++ integer_to_list(N)) || N <- lists:seq(1, 3000)],
    p(length(lists:usort(As))),
    p(lists:nth(2999, As)).

p(X) -> io:format("~tp~n", [X]).
