%% RUN: not %beamc -v build --lib-dir %t.none %s -o %t.exe 2>&1 | FileCheck %s
%% Modules are taken for calls, for names beside one of their functions, and not for words.
%% CHECK-NOT: module string:
%% CHECK-DAG: module array: mentioned in modules:main/1
%% CHECK-DAG: module lists: called by modules:main/1
%% CHECK-DAG: module queue: called by modules:main/1
%% CHECK-DAG: expected libbeamc_runtime.a in this directory, found none
-module(modules).
-export([main/1]).

main([Word]) ->
    Queue = queue:from_list(lists:map(fun list_to_integer/1, [Word])),
    Array = apply(list_to_existing_atom("array"), from_list, [[Queue]]),
    {array, Array, string, [fun(M) -> M end]}.
