%% REQUIRES: runtime, gdb
%% RUN: rm -rf %t && mkdir -p %t && %erlc -o %t %s %S/Inputs/victim.erl && %beamc build -O0 %t/seen.beam --main seen:main -o %t/seen 2> %t/warnings
%% perf (by a jitdump) and gdb know compiled functions of loaded modules by name; gdb forgets those that are purged.
%% RUN: cd %t && env JITDUMPDIR=%t BEAMC_DEBUG=jit=1,jitwait,jitdump ./seen victim.beam
%% RUN: %python %S/Inputs/jitdump_names.py %t | FileCheck %s --check-prefix=DUMP
%% DUMP-DAG: victim:version/0 {{[1-9]}}
%% DUMP-DAG: victim:f/1 {{[1-9]}}
%% DUMP-DAG: victim:data/0 {{[1-9]}}
%% RUN: cd %t && env BEAMC_DEBUG=jit=1,jitwait gdb -batch -nx -iex "set debuginfod enabled off" -ex "break *&'seen:stop_here/1'" \
%% RUN:   -ex "run victim.beam" -ex "break *&'victim:f/1'" -ex continue -ex "bt 1" -ex "delete 2" -ex continue -ex "info address victim:f/1" \
%% RUN:   -ex continue ./seen 2>&1 | FileCheck %s
%% CHECK: hit Breakpoint 1, {{.*}} in seen:stop_here/1 ()
%% CHECK: hit Breakpoint 2, {{.*}} in victim:f/1 ()
%% CHECK: #0 {{.*}} in victim:f/1 ()
%% CHECK: hit Breakpoint 1, {{.*}} in seen:stop_here/1 ()
%% CHECK: No symbol "victim:f/1" in current context.
-module(seen).
-export([main/1, stop_here/1]).

main([File]) ->
    erts_internal:spawn_system_process(erts_code_purger, start, []),
    {ok, Beam} = file:read_file(File),
    {module, victim} = erlang:load_module(victim, Beam),
    [420, 420] = [victim:f(20) || _ <- [1, 2]],
    stop_here(compiled),
    6 = victim:f(2),
    Mapped = code_mappings(),
    true = erlang:delete_module(victim),
    true = erts_code_purger:soft_purge(victim),
    wait_until_freed(Mapped),
    stop_here(purged).

%% The memory goes when all schedulers have moved on.
wait_until_freed(Mapped) ->
    case code_mappings() < Mapped of
        true -> ok;
        false ->
            receive after 10 -> wait_until_freed(Mapped) end
    end.

%% Executable memory that is of no file.
code_mappings() ->
    {ok, File} = file:open("/proc/self/maps", [raw, read, binary]),
    Lines = binary:split(read(File, <<>>), <<"\n">>, [global]),
    ok = file:close(File),
    length([Line || Line <- Lines, binary:match(Line, <<"r-xp 00000000 00:00 0">>) =/= nomatch, binary:match(Line, <<"[">>) =:= nomatch]).

read(File, Text) ->
    case file:read(File, 65536) of
        {ok, More} -> read(File, <<Text/binary, More/binary>>);
        eof -> Text
    end.

stop_here(Where) -> Where.
