%% RUN: %beamc build %s --emit=asm -o - | FileCheck %s
%% A value that lives across two calls is stored into its frame slot once. A frame is one word for
%% the continuation and one for each slot.
-module(frame_slots).
-export([f/1]).

%% CHECK-LABEL: "frame_slots:f/1":
%% CHECK:       leaq -16(%r14), %{{[a-z0-9]+}}
%% CHECK:       "frame_slots:f/1+{{[0-9]+}}"
%% CHECK-LABEL: "frame_slots:g/0":
f(X) ->
    m:a(),
    m:b(),
    {X, g()}.

g() -> m:c().
