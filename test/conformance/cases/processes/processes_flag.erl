%% process_flag returns the old value and rejects bad ones.
-module(processes_flag).
-export([main/0]).

main() ->
    p([process_flag(trap_exit, true), process_flag(trap_exit, false)]),
    p([process_flag(priority, high), process_flag(priority, normal)]),
    p(process_flag(min_heap_size, 1000) > 0),
    p(element(2, process_info(self(), min_heap_size)) >= 1000),
    p(attempt(fun() -> process_flag(trap_exit, id(maybe_)) end)),
    p(attempt(fun() -> process_flag(id(nonsense), true) end)),
    p(attempt(fun() -> process_flag(priority, id(urgent)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
