%% REQUIRES: runtime
%% RUN: %beamc build %s --main output_fails:main -o %t.lean && %beamc build %s --main output_fails:main --boot=full -o %t.full
%% RUN: bash -c '%t.lean lines > /dev/full; test $? = 127' 2>&1 | FileCheck --check-prefix=FULL %s
%% RUN: bash -c '%t.full lines > /dev/full; test $? = 127' 2>&1 | FileCheck --check-prefix=FULL %s
%% RUN: bash -c 'timeout 60 %t.lean lines | head -n 1; test ${PIPESTATUS[0]} = 127' 2>&1 | FileCheck --check-prefix=PIPE %s
%% RUN: bash -c 'timeout 60 %t.full lines | head -n 1; test ${PIPESTATUS[0]} = 127' 2>&1 | FileCheck --check-prefix=PIPE %s
%% RUN: bash -c '%t.lean caught 2>&1 > /dev/full' | FileCheck --check-prefix=CAUGHT %s
%% RUN: bash -c '%t.full caught 2>&1 > /dev/full' | FileCheck --check-prefix=CAUGHT %s
%% RUN: bash -c '%t.lean 2> /dev/full' | FileCheck --check-prefix=ERROR %s
%% RUN: bash -c '%t.lean others 2>&1 > /dev/full' | FileCheck --check-prefix=OTHERS %s
%% RUN: bash -c '%t.full logger 2>&1 > /dev/full' | FileCheck --check-prefix=LOGGER %s
%% Output that cannot be written is an error for the process that asked for it, and ends the group leader: as under
%% OTP 29. Errors of standard error are ignored, as there.
-module(output_fails).
-export([main/1]).

%% FULL:      exception error: terminated
%% FULL:      called as io:format("line ~p~n",
%% FULL:      the device has terminated
%% PIPE:      line 1
%% PIPE-NEXT: exception error: terminated
main(["lines"]) ->
    [io:format("line ~p~n", [I]) || I <- lists:seq(1, 200000)];
%% CAUGHT:      {error,terminated}
%% CAUGHT-NEXT: {error,terminated} undefined
main(["caught"]) ->
    Error = try io:put_chars("text") catch C:R -> {C, R} end,
    io:format(standard_error, "~p~n", [Error]),
    Again = try io:put_chars("text") catch C2:R2 -> {C2, R2} end,
    io:format(standard_error, "~p ~p~n", [Again, whereis(user)]);
%% ERROR: [ok,ok] true
main([]) ->
    Replies = [io:put_chars(standard_error, "text") || _ <- [1, 2]],
    io:format("~p ~p~n", [Replies, is_pid(whereis(standard_error))]);
%% Requests of many processes at once: each learns of the error.
%% OTHERS: [terminated]
main(["others"]) ->
    Pids = [spawn_monitor(fun() -> receive go -> io:put_chars("text") end end) || _ <- lists:seq(1, 1000)],
    [Pid ! go || {Pid, _} <- Pids],
    Reasons = [receive {'DOWN', Ref, _, _, {Reason, _}} -> Reason end || {_, Ref} <- Pids],
    io:format(standard_error, "~p~n", [lists:usort(Reasons)]);
%% A handler for standard output that does not work does not stop the others.
%% LOGGER:     {error,terminated}
%% LOGGER:     "first"
%% LOGGER:     "second"
main(["logger"]) ->
    File = os:getenv("TMPDIR", "/tmp") ++ "/output_fails_" ++ os:getpid(),
    ok = logger:add_handler(file, logger_std_h, #{config => #{file => File}, formatter => {logger_formatter, #{template => [msg, "\n"]}}}),
    ok = logger:set_handler_config(default, level, none),
    Error = try io:put_chars("text") catch C:R -> {C, R} end,
    io:format(standard_error, "~p~n", [Error]),
    logger:error("first"),
    logger:error("second"),
    ok = logger_std_h:filesync(file),
    {ok, Text} = file:read_file(File),
    ok = file:delete(File),
    [io:format(standard_error, "~p~n", [Line]) || Line <- string:lexemes(binary_to_list(Text), "\n")].
