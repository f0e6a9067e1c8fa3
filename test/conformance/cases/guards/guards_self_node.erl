%% Guards that call self/0, node/0, and compare pids and references.
-module(guards_self_node).
-export([main/0]).

main() ->
    R = make_ref(),
    p([f(X, R) || X <- [self(), R, make_ref(), node(), spawn(fun() -> ok end)]]).

f(X, _) when X =:= self() -> me;
f(X, R) when X == R -> the_ref;
f(X, _) when is_reference(X) -> other_ref;
f(X, _) when X =:= node() -> the_node;
f(X, _) when is_pid(X), node(X) =:= node() -> local_pid.

p(X) -> io:format("~tp~n", [X]).
