%% RUN: %beamc build %s -g --emit=obj -o %t.o
%% RUN: llvm-dwarfdump --debug-info %t.o | FileCheck --check-prefix=INFO %s
%% RUN: llvm-dwarfdump --debug-line %t.o | FileCheck --check-prefix=LINE %s
%% RUN: llvm-readelf --sections %t.o | FileCheck --check-prefix=NAMES %s
%% RUN: %beamc build %s --emit=obj -o %t.plain.o
%% RUN: llvm-dwarfdump --debug-info %t.plain.o | FileCheck --check-prefix=PLAIN %s
%% RUN: llvm-objdump --syms %t.plain.o | FileCheck --check-prefix=SYMS %s
%% With -g, each piece of a function is a subprogram with the name of the function and the symbol as linkage name, at
%% its lines of the source, those of another file included. Without, the symbols name the functions.
-module(debug_info).
-export([f/1, g/1]).

f(X) ->
    A = g(X),
    {A,
     m:h(A)}.

-file("generated.yrl", 70).
g(X) ->
    X + 1.

%% INFO:     DW_TAG_compile_unit
%% INFO:       DW_AT_producer ("beamc")
%% INFO:       DW_AT_name ("{{.*}}debug_info.erl")
%% INFO-DAG:   DW_AT_linkage_name ("debug_info:f/1")
%% INFO-DAG:   DW_AT_name ("debug_info:f/1")
%% INFO-DAG:   DW_AT_linkage_name ("debug_info:f/1+{{[0-9]+}}")
%% INFO-DAG:   DW_AT_linkage_name ("debug_info:g/1")
%% INFO-DAG:   DW_AT_name ("debug_info:g/1")
%% INFO-DAG:   DW_AT_decl_line (71)
%% LINE-DAG:   name: "{{.*}}debug_info.erl"
%% LINE-DAG:   name: "generated.yrl"
%% LINE-DAG:   0x{{[0-9a-f]+ +}}14      0
%% LINE-DAG:   0x{{[0-9a-f]+ +}}16      0
%% LINE-DAG:   0x{{[0-9a-f]+ +}}72      0
%% NAMES-NOT:  .debug_names
%% PLAIN-NOT:  DW_TAG
%% SYMS-DAG:   {{ }}debug_info:f/1{{$}}
%% SYMS-DAG:   {{ }}debug_info:g/1{{$}}
