%% BOOT: full
%% check_process_code/2,3, alone and while the process runs, waits, is suspended or gone.
-module(code_check_process).
-export([main/0]).
-include("versions.hrl").

main() ->
    {module, hot} = code:load_binary(hot, "1", beam(1, hot)),
    Old = spawn(fun hot:loop/0),
    InFun = spawn(fun hot:wait_in_fun/0),
    1 = ask(Old, version),
    wait_until_waiting(InFun),
    {module, hot} = code:load_binary(hot, "2", beam(2, hot)),
    p([erlang:check_process_code(P, hot) || P <- [self(), Old, InFun]]),
    p([erlang:check_process_code(P, hot, [{allow_gc, G}]) || P <- [self(), Old, InFun], G <- [true, false]]),
    p([erlang:check_process_code(P, no_such_module) || P <- [self(), Old]]),
    R = make_ref(),
    p(erlang:check_process_code(Old, hot, [{async, R}])),
    receive {check_process_code, R, A1} -> p(A1) end,
    p(erlang:check_process_code(self(), hot, [{async, {id, 1}}])),
    receive {check_process_code, {id, 1}, A2} -> p(A2) end,
    p(erlang:check_process_code(InFun, hot, [{async, x}, {allow_gc, false}])),
    receive {check_process_code, x, A3} -> p(A3) end,
    {Gone, Mon} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Mon, process, Gone, _} -> ok end,
    p(erlang:check_process_code(Gone, hot)),
    p(erlang:check_process_code(Gone, hot, [{async, y}])),
    receive {check_process_code, y, A4} -> p(A4) end,
    erlang:suspend_process(Old),
    Me = self(),
    spawn(fun() -> Me ! {suspended, erlang:check_process_code(Old, hot)} end),
    receive {suspended, A5} -> p(A5) end,
    erlang:resume_process(Old),
    p([bad(fun() -> erlang:check_process_code(Old, hot, O) end) || O <- [[async], [{async, 1} | x], [{allow_gc, 1}], x]]),
    p(bad(fun() -> erlang:check_process_code(Old, 1) end)),
    p(bad(fun() -> erlang:check_process_code(1, hot) end)),
    Old ! {self(), newest},
    receive {Old, going} -> ok end,
    2 = ask(Old, version),
    p(erlang:check_process_code(Old, hot)),
    p(code:soft_purge(hot)),
    InFun ! go,
    wait_gone(InFun),
    p(code:soft_purge(hot)),
    p(erlang:check_process_code(Old, hot)).

wait_until_waiting(P) ->
    case process_info(P, status) of
        {status, waiting} -> ok;
        _ -> erlang:yield(), wait_until_waiting(P)
    end.
bad(F) -> try F() catch C:R -> {C, R} end.
