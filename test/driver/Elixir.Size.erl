%% RUN: %beamc build -O1 %s -o %t.exe 2>&1 | FileCheck --implicit-check-not=__impl__/1 %s
%% RUN: %t.exe | FileCheck --check-prefix=OUT %s
%% REQUIRES: runtime
%% A protocol of Elixir asks for an implementation for each built-in type and expects undef: no warning. Other functions, and
%% modules that are no part of it, have theirs.
%% CHECK-DAG: warning: Elixir.Other.Tuple:__impl__/1 is not defined
%% CHECK-DAG: warning: Elixir.Size.List:size/1 is not defined
%% OUT: {none,none}
-module('Elixir.Size').
-export(['__protocol__'/1, main/0, size/1]).

'__protocol__'(module) -> ?MODULE.

main() -> io:format("~p~n", [{impl_for([]), impl_for({})}]).

impl_for(Term) when is_list(Term) ->
    try 'Elixir.Size.List':'__impl__'(target) catch error:undef -> none end;
impl_for(Term) when is_tuple(Term) ->
    try 'Elixir.Other.Tuple':'__impl__'(target) catch error:undef -> none end.

size(List) -> 'Elixir.Size.List':size(List).
