%% Helpers of the cases that load modules of test/conformance/versions.
p(T) -> io:format("~p~n", [T]).
beam(Version, Module) ->
    {ok, B} = file:read_file(lists:concat(["versions/", Version, "/", Module, ".beam"])),
    B.
ask(Pid, What) ->
    Pid ! {self(), What},
    receive {Pid, Answer} -> Answer after 5000 -> timeout end.
wait_gone(Pid) ->
    Mon = monitor(process, Pid),
    receive {'DOWN', Mon, process, Pid, _} -> ok end.
%% Without what is above the failing call: that is each system's own.
err(F) -> try F() catch C:R:S -> {C, R, hd(S)} end.
%% The system's code purger; a system without code server has none until somebody needs it.
purger() ->
    case whereis(erts_code_purger) of
        undefined -> spawn(erts_code_purger, start, []), timer:sleep(50);
        _ -> ok
    end.
purge(M) -> purger(), erts_code_purger:purge(M).
soft_purge(M) -> purger(), erts_code_purger:soft_purge(M).
-compile({nowarn_unused_function, [{beam, 2}, {ask, 2}, {wait_gone, 1}, {purger, 0}, {purge, 1}, {soft_purge, 1}, {err, 1}]}).
