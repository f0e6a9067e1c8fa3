%% REQUIRES: runtime
%% RUN: rm -rf %t && mkdir %t && %erlc -o %t %s
%% RUN: %beamc asm %S/Inputs/claims.S -o %t/claims.beam && %beamc asm %S/Inputs/unsafe.S -o %t/unsafe.beam
%% RUN: %beamc build -O1 %t/load_checked.beam --main load_checked:main -o %t/run && %t/run %t > %t/out
%% RUN: FileCheck %s < %t/out && FileCheck --check-prefix=LOG %s < %t/out
%% RUN: env BEAMC_DEBUG=jit=1,jitwait %t/run %t | FileCheck %s
%% Code that is loaded is validated first. What the validator cannot prove is tested where it is relied
%% on, by the interpreter and by compiled code; code that breaks its claim raises badarg, which its own function
%% does not catch.
-module(load_checked).
-export([main/1]).

main([Dir]) ->
    %% CHECK: {error,badfile}
    %% CHECK: false
    %% LOG: Error loading module unsafe:
    %% LOG-NEXT: error: unsafe:f/0, 'move': expected x1 to be initialised, found it is not on every path
    p(load(Dir, unsafe)),
    p(erlang:module_loaded(unsafe)),
    %% CHECK: {module,claims}
    p(load(Dir, claims)),
    %% CHECK: {1,2,3,-1.5,<<1>>,1,{1,2}}
    p({claims:head([1]), claims:second({1, 2}), claims:map(#{key => 3}), claims:float(1.5), claims:bits(<<1>>),
       claims:in_try([1]), claims:size({1, 2})}),
    %% CHECK: [badarg,badarg,badarg,badarg,badarg,badarg,badarg]
    p([broken(fun() -> claims:F(x) end) || F <- [head, second, map, float, bits, in_try, size]]),
    %% CHECK: [badarg,badarg,badarg]
    p([broken(fun() -> claims:second(T) end) || T <- [{}, {1}, [1 | 2]]]),
    %% CHECK: badarg
    p(broken(fun() -> claims:runs_into_handler(x) end)).

load(Dir, Module) ->
    {ok, Beam} = file:read_file(filename:join(Dir, atom_to_list(Module) ++ ".beam")),
    erlang:load_module(Module, Beam).

broken(F) -> try F() of R -> {returned, R} catch error:Reason -> Reason end.

p(T) -> io:format("~w~n", [T]).
