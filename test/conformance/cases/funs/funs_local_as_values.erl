%% Local functions as values, with arity and module.
-module(funs_local_as_values).
-export([main/0]).

main() ->
    F = fun double/1,
    p([F(4), lists:map(F, [1, 2, 3]), is_function(F), is_function(F, 1), is_function(F, 2)]),
    p([erlang:fun_info(F, I) || I <- [type, module, arity]]),
    p(apply(F, [21])),
    p(F =:= fun double/1).

double(X) -> X * 2.

p(X) -> io:format("~tp~n", [X]).
