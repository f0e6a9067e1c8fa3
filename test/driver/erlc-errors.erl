%% RUN: not %beamc build %s 2>&1 | FileCheck %s
%% What erlc says about a source is shown, and the build stops.
%% CHECK: erlc-errors.erl:{{.*}}function nothing/0 undefined
%% CHECK: did not compile this source: it found errors
-module('erlc-errors').
-export([main/0]).
main() -> nothing().
