%% REQUIRES: runtime
%% RUN: not %beamc run %s one --two -v | FileCheck %s
%% RUN: not %beamc run %s -- one --two -v | FileCheck %s
%% RUN: not %beamc run -O0 --no-cache %s one --two -v | FileCheck %s
%% RUN: %beamc build %s -o %t.exe && not %t.exe one --two -v | FileCheck %s
%% RUN: %beamc build %s --static -o %t.static && not %t.static one --two -v | FileCheck %s
%% RUN: %beamc build %s --main run:other -o %t.other && %t.other | FileCheck --check-prefix=OTHER %s
%% Arguments reach the program and its status comes back, however it is started.
-module(run).
-export([main/1, other/0]).

%% CHECK: ["one","--two","-v"]
main(Args) ->
    erlang:display(Args),
    erlang:halt(3).

%% OTHER: other
other() -> erlang:display(other).
