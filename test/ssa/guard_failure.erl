%% RUN: %beamc build %s --emit=ssa -O0 -o - | FileCheck %s
%% A built-in that fails in a guard goes on with the next clause; in a body it raises, in a cold block.
-module(guard_failure).
-export([f/1]).

%% CHECK-LABEL: function guard_failure:f/1
%% CHECK:       [[G:%[0-9]+]] = guard_bif erlang:length/1, %0
%% CHECK:       br_value [[G]], {{b[0-9]+}}, [[NEXT:b[0-9]+]]
%% CHECK:       [[B:%[0-9]+]] = guard_bif erlang:tuple_size/1, %0
%% CHECK:       br_value [[B]], {{b[0-9]+}}, [[COLD:b[0-9]+]]
%% CHECK:       [[COLD]] cold:
%% CHECK-NEXT:  raise_bif erlang:tuple_size/1
f(X) when length(X) > 3 -> long;
f(X) -> tuple_size(X) * 2.
