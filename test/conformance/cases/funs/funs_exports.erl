%% module_info, function_exported and calls through variables.
-module(funs_exports).
-export([main/0]).
-export([f/0, f/1]).

main() ->
    M = id(?MODULE),
    p([M:f(), M:f(x), apply(M, f, []), apply(M, f, [y])]),
    p([erlang:function_exported(M, f, N) || N <- [0, 1, 2]]),
    p(lists:sort(M:module_info(exports))),
    p(M:module_info(module)),
    p(erlang:function_exported(lists, no_such, 1)).

f() -> zero.

f(X) -> {one, X}.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
