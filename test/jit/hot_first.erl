%% RUN: rm -rf %t && mkdir -p %t && %erlc -o %t %s && cd %t && %beamc build hot_first.beam --jit=static -o hot_first
%% The executable carries the JIT. What is called often is compiled first, then the rest; they call each other meanwhile.
%% RUN: env BEAMC_DEBUG=jitwait,jitlog %t/hot_first > %t/out 2> %t/log
%% RUN: FileCheck %s < %t/out && FileCheck %s --check-prefix=LOG < %t/log
%% RUN: %t/hot_first | FileCheck %s
%% RUN: env BEAMC_DEBUG=jit=100,chaos=1 %t/hot_first | FileCheck %s
%% RUN: env BEAMC_JIT_LIBRARY= BEAMC_DEBUG=jitwait,jitlog %t/hot_first 2> %t/log | FileCheck %s && count 0 < %t/log
%% LOG: beamc: jit: erl_scan: [[HOT:[0-9]+]] functions, {{[0-9]+}} bytes
%% LOG-NOT: erl_scan: [[HOT]] functions
%% LOG: beamc: jit: erl_scan: {{[0-9]+}} functions, {{[0-9]+}} bytes
-module(hot_first).
-export([main/0]).

main() ->
    {_, Beam, File} = code:get_object_code(erl_scan),
    true = code:unstick_mod(erl_scan),
    {module, erl_scan} = code:load_binary(erl_scan, File, Beam),
    true = code:purge(erl_scan) orelse true,
    Text = "f(X, \"a string\", 'an atom', 16#ff, 1.5e3, <<1:8>>) when X > $a -> [X || {X} <- L]. % end\n",
    {_, Tokens, _} = Want = erl_scan:string(Text),
    [Want = erl_scan:string(Text) || _ <- lists:seq(1, 1000)],
    %% CHECK: 33
    io:format("~0p~n", [length(Tokens)]),
    %% Functions that were not hot, through those that were, and back.
    %% CHECK-NEXT: {error,{{[{][{]1,1[}]}},erl_scan,{string,39,"unterminated"}},{1,14}}
    io:format("~0p~n", [erl_scan:string("'unterminated", {1, 1})]),
    %% CHECK-NEXT: {function_clause,{erl_scan,string,[not_a_string,1,[]],[{file,"erl_scan.erl"},{line,{{[0-9]+}}}]}}
    try erl_scan:string(not_a_string) catch error:R:S -> io:format("~0p~n", [{R, hd(S)}]) end,
    %% CHECK-NEXT: [{integer,1,42}]
    {ok, Few, _} = erl_scan:string("42"),
    io:format("~0p~n", [Few]),
    %% Both compiled parts go with the version.
    %% CHECK-NEXT: {true,false}
    Old = fun erl_scan:string/1,
    {module, erl_scan} = code:load_binary(erl_scan, File, Beam),
    Clean = code:soft_purge(erl_scan),
    io:format("~0p~n", [{Clean, erlang:check_old_code(erl_scan)}]),
    %% CHECK-NEXT: 33
    {ok, Again, _} = Old(Text),
    io:format("~0p~n", [length(Again)]).
