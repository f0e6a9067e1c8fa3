%% Items of process_info that do not depend on the moment.
-module(processes_info).
-export([main/0]).
-export([waiting/0]).

main() ->
    P = spawn(?MODULE, waiting, []),
    register(info_target, P),
    P ! m1,
    P ! m2,
    timer:sleep(5),
    [p(process_info(P, I)) || I <- [registered_name, status, message_queue_len, messages, links, trap_exit, initial_call,
                                    current_function, priority, dictionary, monitors]],
    p(process_info(P, [status, priority])),
    exit(P, kill),
    timer:sleep(2),
    p(process_info(P)),
    p(process_info(P, status)),
    p(attempt(fun() -> process_info(self(), id(nonsense)) end)),
    p(process_info(self(), registered_name)).

waiting() ->
    put(k, v),
    receive stop -> ok end.

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
