// RUN: not %gcsafe --root=%S --check %s -- -std=c++20 -I%S/../.. | FileCheck %s
// Process pointers do not survive what frees processes.
#include "Inputs/Mini.h"
using namespace beamc::rt;

void ended(Process *p) {
  // CHECK: processes.cpp:[[#@LINE+1]]:3: error: process pointer 'p' is live across a call of 'endProcess', which may free processes
  endProcess(*p);
  wake(p);
}

void endedByReference(Process &p) {
  // CHECK: processes.cpp:[[#@LINE+1]]:3: error: process pointer 'p' is live across
  endProcess(p);
  wake(&p);
}

void leftEpoch(Term pid) {
  Process *p;
  {
    EpochGuard guard;
    p = findProcess(pid);
    // CHECK: processes.cpp:[[#@LINE+1]]:3: error: process pointer 'p' is live across 'EpochGuard::~EpochGuard', which leaves an epoch
  }
  wake(p);
}
// CHECK: 3 findings
