%% RUN: %beamc build %s --emit=asm -o - | FileCheck %s
%% RUN: %beamc build %s --emit=asm -o - | FileCheck --check-prefix=BIT %s
%% Appending whole bytes of an integer stores them in line; other sizes go through segments.
-module(append_integer).
-export([word/2, bit/2]).

%% CHECK-LABEL: "append_integer:word/2":
%% CHECK:       bswap
%% CHECK:       beamc_slow_bs_append_integer
%% CHECK-NOT:   beamc_rt_bs_create
%% CHECK:       "append_integer:bit/2":
word(B, N) -> <<B/binary, N:32>>.

%% BIT-LABEL:   "append_integer:bit/2":
%% BIT:         beamc_rt_bs_create
bit(B, N) -> <<B/bitstring, N:3>>.
