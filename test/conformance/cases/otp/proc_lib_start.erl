%% proc_lib: start_link with init_ack, initial calls, spawn with crash translation.
-module(proc_lib_start).
-export([main/0]).
-export([good/1, bad/1]).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    {ok, P, extra} = proc_lib:start_link(?MODULE, good, [self()]),
    p(proc_lib:translate_initial_call(P)),
    p(proc_lib:initial_call(P)),
    P ! stop,
    p(receive {'EXIT', P, R} -> R end),
    p(proc_lib:start_link(?MODULE, bad, [x])),
    p(proc_lib:start(?MODULE, bad, [silent], 10) =/= ok).

good(Parent) -> proc_lib:init_ack(Parent, {ok, self(), extra}), receive stop -> ok end.

bad(x) -> exit(broken);
bad(silent) -> receive after infinity -> ok end.

p(X) -> io:format("~tp~n", [X]).
