%% Atoms are ordered by their text, shorter prefixes first.
-module(atoms_order).
-export([main/0]).

main() ->
    p(lists:sort([b, a, ab, aa, 'A', '', z, abc, 'å', '日'])),
    p([id(a) < b, id(ab) < b, id(a) < ab, id('B') < a, id('') < a]).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
