// RUN: %gcsafe --root=%S --check %s -- -std=c++20 -I%S/../.. | FileCheck %s
// RUN: not %gcsafe --root=%S --check %s -- -std=c++20 -I%S/../.. -DEMPTY | FileCheck --check-prefix=EMPTY %s
// A suppression has a reason.
#include "Inputs/Mini.h"
using namespace beamc::rt;

void variable(Process &p) {
  BEAMC_PROMISE_ROOTED("points into the scheduler's registers") Word *x = p.x;
  collect(p, 0, 1);
  use(x);
}

BEAMC_PROMISE_NO_COLLECT("collects only while the program starts") void onlyAtStart(Process &p) {
  collect(p, 0, 0);
}
void start(Process &p, Term t) {
  onlyAtStart(p);
  use(t);
}

static void collecting(Process &p) { collect(p, 0, 0); }
void (*gAll[2])(Process &) = {collecting, collecting};
BEAMC_PROMISE_NO_COLLECT("set to wake only") void (*gHook)(Process &);
void hook(Process &p, Term t) {
  gHook(p);
  use(t);
}

#ifdef EMPTY
void empty(Process &p, Term t) {
  // EMPTY: promises.cpp:[[#@LINE+1]]:3: error: a promise needs a reason
  BEAMC_PROMISE_ROOTED("") Term kept = t;
  // EMPTY: promises.cpp:[[#@LINE+1]]:3: error: raw term 'kept' is live across
  collect(p, 0, 0);
  use(kept);
}
#endif
// CHECK: gcsafe: 1 files, 0 findings, 3 promises
// EMPTY: gcsafe: 1 files, 2 findings, 3 promises
