%% RUN: %beamc build %s --emit=ssa --only unbox_floats:step/2 -o - | FileCheck %s
%% RUN: %beamc build %s --emit=ssa --only unbox_floats:step/2 --disable-pass=unbox-floats -o - | FileCheck --check-prefix=OFF %s
%% RUN: %beamc build %s --verify-each --emit=ssa --only unbox_floats:kept/2 -o - | FileCheck --check-prefix=KEPT %s
%% A sum of products in a guard is computed and compared without boxing any of the three.
-module(unbox_floats).
-export([f/1, kept/2]).

f(X) -> step(X / 2.0, X / 4.0).

%% CHECK-LABEL: function unbox_floats:step/2
%% CHECK:       [[A:%[0-9]+]] = fmul
%% CHECK:       [[B:%[0-9]+]] = fmul
%% CHECK-NOT:   box
%% CHECK:       [[S:%[0-9]+]] = fadd [[A]], [[B]]
%% CHECK:       is_finite [[S]]
%% CHECK:       [[C:%[0-9]+]] = unbox 4.0
%% CHECK:       fless [[C]], [[S]]
%% CHECK-NOT:   {{= (add|less) }}
%% CHECK:       set_error 'badarith'
%% OFF-LABEL:   function unbox_floats:step/2
%% OFF:         = add
%% OFF:         = less
step(X, Y) ->
    A = X * X, B = Y * Y,
    if A + B > 4.0 -> big;
       true -> A - B
    end.

%% A double does not live across a call: it is boxed, and unboxed behind.
%% KEPT-LABEL: function unbox_floats:kept/2
%% KEPT:       [[D:%[0-9]+]] = fmul
%% KEPT:       [[T:%[0-9]+]] = box [[D]]
%% KEPT:       call_fun
%% KEPT:       unbox [[T]]
kept(X, F) ->
    Y = (X / 2.0) * 3.0,
    F(),
    Y * Y.
