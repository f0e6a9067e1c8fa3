%% REQUIRES: runtime
%% RUN: %beamc build %s --main slow_reader:main -o %t.exe
%% RUN: rm -f %t.told && mkfifo %t.told
%% RUN: bash -c '{ timeout 120 %t.exe 2> %t.told; echo status $?; } | { read line < %t.told; echo $line; wc -c; }' | FileCheck %s
%% A pipe that is full and not read stops the process that writes to it and no other: each scheduler can be waited for.
-module(slow_reader).
-export([main/0]).

%% CHECK: others run
%% CHECK: 2000009
main() ->
    Writer = spawn_monitor(fun() -> io:put_chars(binary:copy(<<"0123456789">>, 200000)) end),
    Schedulers = lists:seq(1, 2 * erlang:system_info(schedulers)),
    Workers = [spawn_monitor(fun() -> true = lists:sum(lists:seq(1, 1000000)) > 0, done() end) || _ <- Schedulers],
    [receive {'DOWN', Ref, _, _, normal} -> ok end || {_, Ref} <- Workers],
    io:put_chars(standard_error, "others run\n"),
    {_, Ref} = Writer,
    receive {'DOWN', Ref, _, _, normal} -> ok end.

done() -> exit(normal).
