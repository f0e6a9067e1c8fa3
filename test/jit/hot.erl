%% RUN: rm -rf %t && mkdir -p %t && erlc -o %t %s && %beamc build %t/hot.beam --embed-beam=own -o %t/hot
%% What is hot is compiled, and goes on there: a loop, funs, frames of interpreted code below, errors.
%% RUN: env BEAMC_DEBUG=tier=jit,jit=1,jitwait,jitlog %t/hot > %t/out 2> %t/log
%% RUN: FileCheck %s < %t/out && FileCheck %s --check-prefix=LOG < %t/log
%% RUN: env BEAMC_DEBUG=tier=jit,jit=100,jitlog %t/hot | FileCheck %s
%% Without the library everything is interpreted.
%% RUN: env BEAMC_JIT_LIBRARY=%t/none.so BEAMC_DEBUG=tier=jit,jit=1,jitwait,jitlog %t/hot > %t/out 2> %t/log
%% RUN: FileCheck %s < %t/out && FileCheck %s --check-prefix=NONE < %t/log
%% RUN: env BEAMC_JIT_LIBRARY= BEAMC_DEBUG=tier=jit,jit=1,jitwait,jitlog %t/hot > %t/out 2> %t/log
%% RUN: FileCheck %s < %t/out && count 0 < %t/log
%% A build can leave it out.
%% RUN: %beamc build %t/hot.beam --embed-beam=own --jit=none -o %t/none
%% RUN: env BEAMC_DEBUG=tier=jit,jit=1,jitwait,jitlog %t/none > %t/out 2> %t/log
%% RUN: FileCheck %s < %t/out && count 0 < %t/log
%% LOG: beamc: jit: hot: {{[0-9]+}} functions, {{[0-9]+}} bytes, {{[0-9]+}} ms
%% LOG-NOT: beamc
%% NONE: beamc: jit: {{.*}}none.so: {{.*}}cannot open shared object file
-module(hot).
-export([main/0, sum/2, late/0, big/0]).

sum(0, S) -> S;
sum(N, S) -> sum(N - 1, S + N).

deep(0, F) -> F(0);
deep(N, F) -> [N | deep(N - 1, F)].

late() -> #{1 => a, {x, "key"} => <<"value">>, 2.5e300 => fun lists:map/2}.
big() -> {<<0:800, "a large binary in a literal, kept by whoever has it">>, 123456789012345678901234567890}.

main() ->
    %% CHECK: 500000500000
    io:format("~p~n", [sum(1000000, 0)]),
    %% CHECK-NEXT: [5,4,3,2,1|zero]
    io:format("~p~n", [deep(5, fun(0) -> zero end)]),
    %% CHECK-NEXT: {a,{{.*}}fun lists:map/2}
    #{1 := A, 2.5e300 := F} = late(),
    io:format("~p~n", [{A, F}]),
    %% CHECK-NEXT: {151,123456789012345678901234567890}
    {B, I} = big(),
    io:format("~p~n", [{byte_size(B), I}]),
    %% CHECK-NEXT: {badarith,{hot,sum,2,[{file,"{{.*}}hot.erl"},{line,22}]}}
    try sum(a, 0) catch error:R:Stack -> io:format("~p~n", [{R, hd(Stack)}]) end,
    %% A message keeps what it holds of literals.
    %% CHECK-NEXT: {ok,151}
    Me = self(),
    spawn(fun() -> Me ! element(1, ?MODULE:big()) end),
    receive M1 -> io:format("~p~n", [{ok, byte_size(M1)}]) end.
