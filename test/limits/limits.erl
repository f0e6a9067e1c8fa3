%% REQUIRES: runtime
%% RUN: mkdir -p %t.ebin && %erlc -o %t.ebin %s && %beamc build %t.ebin --main limits:main -o %t.exe
%% RUN: %t.exe atoms | FileCheck --check-prefix=ATOMS %s
%% RUN: %t.exe processes | FileCheck --check-prefix=PROCESSES %s
%% RUN: not --crash bash -c 'ulimit -c 0; ulimit -v 1500000; exec %t.exe recursion' > %t.recursion 2>&1
%% RUN: FileCheck --check-prefix=MEMORY %s < %t.recursion
%% RUN: not --crash bash -c 'ulimit -c 0; ulimit -v 1500000; exec %t.exe heap' > %t.heap 2>&1
%% RUN: FileCheck --check-prefix=MEMORY %s < %t.heap
%% The ends of tables are system_limit; the end of memory ends the program with a message that says so.
-module(limits).
-export([main/1]).

%% ATOMS: {error,system_limit}
main(["atoms"]) -> io:format("~p~n", [attempt(fun() -> atoms(0) end)]);
%% PROCESSES: {error,system_limit}
%% PROCESSES: enough
main(["processes"]) ->
    io:format("~p~n", [attempt(fun spawn_all/0)]),
    io:format("~p~n", [case length(processes()) > 100000 of true -> enough; false -> few end]);
%% MEMORY-NOT: returned
%% MEMORY: beamc: cannot allocate {{[0-9]+}} bytes of memory
main(["recursion"]) -> recurse(0), io:format("returned~n");
main(["heap"]) -> build([]), io:format("returned~n").

atoms(N) -> _ = list_to_atom("limits_" ++ integer_to_list(N)), atoms(N + 1).

spawn_all() -> spawn(fun() -> receive never -> ok end end), spawn_all().

recurse(N) when N > 1 bsl 50 -> N;
recurse(N) -> {N, list_to_tuple([recurse(N + 1)])}.

build(L) when length(L) > 1 bsl 50 -> L;
build(L) -> build([lists:seq(1, 100000) | L]).

attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.
