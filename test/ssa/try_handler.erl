%% RUN: %beamc build %s --emit=ssa -o - | FileCheck %s
%% A call inside `try` has an edge to the handler; the variable that the handler reads is passed along it.
-module(try_handler).
-export([f/2]).

%% CHECK-LABEL: function try_handler:f/2(%0: term, %1: term{{.*}})
%% CHECK:       call_ext m:g/1, @{{[0-9]+}}, %0, [[OK:b[0-9]+]], [[HANDLER:b[0-9]+]]
%% CHECK:       [[OK]](%{{[0-9]+}}: term{{.*}}) continuation:
%% CHECK:       [[HANDLER]](%{{[0-9]+}}: term, [[REASON:%[0-9]+]]: term, %{{[0-9]+}}: term) handler:
%% CHECK:       tuple [[REASON]], %1
f(X, Y) ->
    try m:g(X)
    catch throw:R -> {R, Y}
    end.
