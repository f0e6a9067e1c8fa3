%% RUN: %beamc build %s --emit=ssa -o - | FileCheck %s
%% The head of the list is not used, so it is not loaded; the tail is.
-module(dead_code).
-export([f/1]).

%% CHECK-LABEL: function dead_code:f/1
%% CHECK-NOT:   = head
%% CHECK:       = tail %0
%% CHECK-NOT:   = head
f([_ | T]) -> T.
