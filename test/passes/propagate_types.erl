%% RUN: %beamc build %s --emit=ssa -o - | FileCheck %s
%% RUN: %beamc build %s --emit=ssa --disable-pass=propagate-types -o - | FileCheck --check-prefix=OFF %s
%% A masked integer is small: the addition that follows can neither fail nor overflow.
-module(propagate_types).
-export([f/1]).

%% CHECK-LABEL: function propagate_types:f/1
%% CHECK:       [[M:%[0-9]+]] = band
%% CHECK:       [[S:%[0-9]+]] = add #{{[0-9]+}}, [[M]], 1
%% CHECK-NOT:   br_value [[S]]
%% CHECK:       ret [[S]]
%% OFF:         [[S:%[0-9]+]] = add
%% OFF:         br_value [[S]]
f(X) -> (X band 255) + 1.
