%% Atoms are quoted in print when they have to be, and only then.
-module(atoms_quoting).
-export([main/0]).

main() ->
    p([abc, 'Abc', 'a b', a@b, a_b, '_a', '', '1a', a1, 'a-b', 'a.b', 'a\'b', 'a\\b', 'a\nb', 'if', 'end', 'maybe', 'else', 'åäö', 'Ä', [], '[]', '{}', '\x{7f}']),
    io:format("~w ~w ~s~n", ['a b', 'when', 'a b']),
    io:format("~s ~s~n", ['A b', abc]).

p(X) -> io:format("~tp~n", [X]).
