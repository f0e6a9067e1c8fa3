%% REQUIRES: runtime, gdb, core-files
%% RUN: rm -rf %t.dir && mkdir %t.dir
%% RUN: %beamc build -O1 %s --main gdb_core:main -o %t.dir/program
%% RUN: cd %t.dir && not bash -c "ulimit -c unlimited; ./program"
%% RUN: cd %t.dir && gdb -batch -nx -iex "set debuginfod enabled off" -ex "source %builddir/lib/gdb/beamc_gdb.py" \
%% RUN:   -ex "beamc processes" -ex "beamc process waiter" ./program core* 2>&1 | FileCheck %s
%% RUN: rm -rf %t.dir
%% The commands of beamc_gdb.py work on a core file: here of a program that erlang:halt(abort) has ended.
-module(gdb_core).
-export([main/0]).

main() ->
    Parent = self(),
    W = spawn(fun() ->
                  put(a_key, "its value"),
                  register(waiter, self()),
                  Parent ! ready,
                  waits(#{key => {1.5, 1 bsl 70}})
              end),
    receive ready -> ok end,
    W ! {first, <<"message">>},
    timer:sleep(20),
    [dies(1)].

waits(Kept) ->
    receive never -> Kept end.

dies(0) -> erlang:halt(abort);
dies(N) -> [dies(N - 1)].

%% CHECK:      pid {{ *}}name
%% CHECK:      <0.{{[0-9]+}}.0> {{ *}}running {{.*}}gdb_core:dies/1 at {{.*}}gdb_core.erl:[[# @LINE - 3]]
%% CHECK:      waiter {{ *}}waiting {{ *}}1 {{.*}}gdb_core:waits/1
%% CHECK:      message: {first,<<"message">>}
%% CHECK-NEXT: dictionary: a_key = "its value"
%% CHECK-NEXT: #0   gdb_core:waits/1
%% CHECK-NEXT:   y{{[0-9]}} = #{key => {1.5,1180591620717411303424}}
