%% Functions on lists of tuples by key.
-module(lists_keys).
-export([main/0]).

main() ->
    L = [{b, 2}, {a, 1}, {c, 3}, {a, 9}, x, {1, q}, {1.0, r}],
    p([lists:keyfind(a, 1, L), lists:keyfind(9, 2, L), lists:keyfind(zz, 1, L), lists:keyfind(1.0, 1, L)]),
    p([lists:keymember(c, 1, L), lists:keysearch(c, 1, L), lists:keytake(a, 1, L)]),
    p(lists:keydelete(a, 1, L)),
    p(lists:keyreplace(a, 1, L, {new, 0})),
    p(lists:keystore(zz, 1, L, {zz, 26})),
    K = [{b, 2}, {a, 1}, {c, 3}, {a, 0}],
    p([lists:keysort(1, K), lists:keysort(2, K), lists:ukeysort(1, K), lists:keymerge(1, [{a, 1}, {c, 1}], [{b, 2}, {c, 2}])]),
    p(lists:keymap(fun(X) -> X * 10 end, 2, K)),
    p(attempt(fun() -> lists:keyfind(a, id(0), L) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
