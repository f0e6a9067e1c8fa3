%% RUN: %beamc -v build --emit=ssa %s -o %t.ssa 2>&1 | FileCheck --check-prefix=AUTO %s
%% RUN: %beamc -v build --emit=ssa --boot=lean %s -o %t.ssa 2>&1 | FileCheck --check-prefix=LEAN %s
%% RUN: %beamc -v build --emit=ssa %S/Inputs/hello.erl -o %t.ssa 2>&1 | FileCheck --check-prefix=HELLO %s
%% RUN: %beamc -v build --emit=ssa --boot=full %S/Inputs/hello.erl -o %t.ssa 2>&1 | FileCheck --check-prefix=FULL %s
%% RUN: not %beamc build --boot=both %s 2>&1 | FileCheck --check-prefix=BOTH %s
%% Calls in the user's code that need OTP's kernel choose the full boot, or are warnings; it takes
%% in init, application controller and code server, and no shell or compiler.
-module(boot_choice).
-export([main/0, which/0]).

%% AUTO: full boot: boot_choice:main/0 calls application:ensure_all_started/1, which starts an application
%% AUTO-NOT: warning
%% AUTO-NOT: module compile:
%% AUTO: module code_server:
%% AUTO: module init: full boot: the first process
%% LEAN-NOT: module code_server:
%% LEAN-DAG: boot_choice:main/0: warning: application:ensure_all_started/1 starts an application, which the lean boot does not start; build with --boot=full
%% LEAN-DAG: boot_choice:which/0: warning: code:which/1 asks the code server
%% HELLO-NOT: full boot
%% HELLO-NOT: module code_server:
%% FULL-NOT: module shell:
%% FULL: module application_controller:
%% FULL: module kernel:
%% BOTH: --boot: {{.*}}both
main() ->
    application:ensure_all_started(sasl).

which() ->
    code:which(lists).
