%% Conversions to and from text, with the errors for other types and lengths.
-module(atoms_conversions).
-export([main/0]).

main() ->
    p([list_to_atom("x y"), binary_to_atom(<<"abc">>, latin1), atom_to_list('A b'), atom_to_binary(x, utf8)]),
    p(attempt(fun() -> list_to_atom(id([-1])) end)),
    p(attempt(fun() -> list_to_atom(id(abc)) end)),
    p(attempt(fun() -> list_to_atom(lists:duplicate(256, $a)) end)),
    p(length(atom_to_list(list_to_atom(lists:duplicate(255, $a))))),
    p(attempt(fun() -> list_to_existing_atom("no such atom" ++ " anywhere") end)),
    p(list_to_existing_atom("main")),
    p(attempt(fun() -> atom_to_list(id(1)) end)),
    p(attempt(fun() -> binary_to_atom(id(<<255, 255>>), utf8) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
