%% RUN: %beamc build %s --emit=ssa -o - | FileCheck %s
%% Selective receive: look at the next message, take it or go on; wait at the end of the queue.
-module(receive_loop).
-export([f/0]).

%% CHECK-LABEL: function receive_loop:f/0
%% CHECK:       [[M:%[0-9]+]] = recv_peek
%% CHECK:       br_value [[M]]
%% CHECK:       is_tagged #2, [[M]], 'x'
%% CHECK-DAG:   recv_remove
%% CHECK-DAG:   recv_next
%% CHECK-DAG:   wait_timeout @{{[0-9]+}}, 100
f() ->
    receive {x, V} -> V
    after 100 -> none
    end.
