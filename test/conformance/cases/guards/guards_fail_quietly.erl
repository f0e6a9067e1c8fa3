%% An error inside a guard makes that guard false, alternatives still count.
-module(guards_fail_quietly).
-export([main/0]).

main() ->
    p([f(X) || X <- [a, {1}, [1, 2], #{k => v}, 0, <<1>>]]).

f(X) when hd(X) =:= 1 -> list;
f(X) when element(1, X) =:= 1; is_atom(X) -> tuple_or_atom;
f(X) when map_get(k, X) =:= v -> map;
f(X) when 1 / X > 0; X =:= 0 -> zero;
f(X) when length(X) > 0 -> never;
f(_) -> other.

p(X) -> io:format("~tp~n", [X]).
