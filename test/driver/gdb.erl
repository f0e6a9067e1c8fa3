%% REQUIRES: runtime, gdb
%% RUN: %beamc build -O0 %s --main gdb:main -o %t
%% RUN: gdb -batch -nx -iex "set debuginfod enabled off" -ex "break *&'gdb:stop_here/1'" -ex run \
%% RUN:   -ex "source %builddir/lib/gdb/beamc_gdb.py" -ex "bt 1" -ex "beamc stack" -ex "beamc term $rdi" -ex "beamc process waiter" -ex "beamc processes" \
%% RUN:   %t 2>&1 | FileCheck %s
%% gdb names compiled functions in its backtrace; the commands of beamc_gdb.py show processes, stacks and terms.
-module(gdb).
-export([main/0]).

main() ->
    Parent = self(),
    W = spawn(fun() ->
                  put(a_key, "its value"),
                  register(waiter, self()),
                  Parent ! ready,
                  waits({some, [1, 2.5, <<"bytes">>], #{key => 1 bsl 70}})
              end),
    receive ready -> ok end,
    W ! {first, "message"},
    W ! [second | tail],
    timer:sleep(20),
    outer({kept, "here"}).

waits(Kept) ->
    receive never -> ok end,
    Kept.

outer(Kept) ->
    X = inner([1, 2, 3]),
    {Kept, X}.

inner(L) -> stop_here({argument, 'An atom', L, self(), fun lists:map/2}) + 1.

stop_here(_) -> erlang:halt(0), 5.

%% CHECK:      #0 {{.*}}gdb:stop_here/1
%% CHECK:      process <0.{{[0-9]+}}.0> in gdb:stop_here/1
%% CHECK:      #0   gdb:inner/1 at {{.*}}gdb.erl:[[# @LINE - 6]]
%% CHECK:      #1   gdb:outer/1 at {{.*}}gdb.erl:[[# @LINE - 10]]
%% CHECK-NEXT:   y{{[0-9]}} = {kept,"here"}
%% CHECK:      {argument,'An atom',[1,2,3],<0.{{[0-9]+}}.0>,fun lists:map/2}
%% CHECK:      <0.{{[0-9]+}}.0> {{ *}}waiter {{ *}}waiting {{ *}}2 {{.*}}gdb:waits/1
%% CHECK-NEXT: message: {first,"message"}
%% CHECK-NEXT: message: [second|tail]
%% CHECK-NEXT: dictionary: a_key = "its value"
%% CHECK-NEXT: #0   gdb:waits/1
%% CHECK:        y{{[0-9]}} = {some,[1,2.5,<<"bytes">>],#{key => 1180591620717411303424}}
%% CHECK:      pid {{ *}}name
%% CHECK:      waiter
