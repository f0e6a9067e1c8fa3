%% REQUIRES: runtime
%% RUN: rm -rf %t && mkdir -p %t && %erlc -o %t %s && %erlc -DVERSION=2 -o %t %S/Inputs/victim.erl
%% RUN: cd %t && %beamc build none.beam --main none:main -o shared 2> warnings && %beamc build none.beam --main none:main --jit=none -o none 2> warnings
%% Code that is loaded at run time works without the JIT as well; the JIT is neither linked nor opened then, however hot the code.
%% RUN: cd %t && env BEAMC_DEBUG=jit=1,jitwait,jitlog ./shared > out 2> log && FileCheck %s --check-prefixes=CHECK,OPENED < out && grep -c 'victim: [0-9]* functions' log
%% RUN: cd %t && env BEAMC_DEBUG=jit=1,jitwait,jitlog ./none > out 2> log && FileCheck %s --check-prefixes=CHECK,NOTHING < out && count 0 < log
%% No library is named in it, and none of LLVM's is needed.
%% RUN: cd %t && grep -c libbeamc_jit shared && not grep -c libbeamc_jit none && llvm-readelf -d shared none | not grep 'NEEDED.*LLVM'
%% RUN: cd %t && llvm-nm --defined-only none | not grep 'LLVM\|beamc_jit_compile'
%% Without the library --jit=shared is the same; a file that is no library is reported.
%% RUN: cd %t && env BEAMC_JIT_LIBRARY=/nowhere/libbeamc_jit.so BEAMC_DEBUG=jit=1,jitwait,jitlog ./shared > out 2> log && FileCheck %s --check-prefixes=CHECK,NOTHING < out
%% RUN: cd %t && FileCheck %s --check-prefix=LOG < log && count 1 < log && echo text > text.so
%% RUN: cd %t && env BEAMC_JIT_LIBRARY=%t/text.so BEAMC_DEBUG=jit=1,jitwait ./shared > out 2> log && FileCheck %s --check-prefixes=CHECK,NOTHING < out && count 0 < log
%% RUN: cd %t && ./none > out && FileCheck %s --check-prefixes=CHECK,NOTHING < out
%% LOG: beamc: jit: /nowhere/libbeamc_jit.so: {{.*}}cannot open shared object file
%% CHECK: loaded
%% CHECK-NEXT: {[630],{2,_,#{version := 2}}}
%% OPENED: jit: {{.*}}libbeamc_jit.so
%% NOTHING-NOT: jit
-module(none).
-export([main/0]).

main() ->
    {ok, Beam} = file:read_file("victim.beam"),
    {module, victim} = erlang:load_module(victim, Beam),
    io:put_chars("loaded\n"),
    Sums = lists:usort([victim:f(20) || _ <- lists:seq(1, 20000)]),
    {V, _, #{version := V}} = victim:data(),
    io:format("{~0p,{~p,_,#{version := ~p}}}~n", [Sums, V, V]),
    [io:format("jit: ~s~n", [Line]) || Line <- binary:split(maps(), <<"\n">>, [global]), is_of_jit(Line)].

is_of_jit(Line) -> binary:match(Line, [<<"beamc_jit">>, <<"LLVM">>]) =/= nomatch.

%% Files of /proc have no size.
maps() ->
    {ok, File} = file:open("/proc/self/maps", [raw, read, binary]),
    Text = read(File, <<>>),
    ok = file:close(File),
    Text.

read(File, Text) ->
    case file:read(File, 65536) of
        {ok, More} -> read(File, <<Text/binary, More/binary>>);
        eof -> Text
    end.
