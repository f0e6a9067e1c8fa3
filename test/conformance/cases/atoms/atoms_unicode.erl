%% Atoms of characters beyond Latin 1, and what prints them.
-module(atoms_unicode).
-export([main/0]).

main() ->
    A = '日本語', B = binary_to_atom(<<"λambda"/utf8>>),
    io:format("~tp ~tw ~ts~n", [A, A, A]),
    io:format("~p ~w~n", [A, B]),
    p(atom_to_list(A)),
    p(atom_to_binary(A)),
    p({length(atom_to_list(B)), byte_size(atom_to_binary(B)), B}),
    p(list_to_atom([955, 956])).

p(X) -> io:format("~tp~n", [X]).
