// RUN: %gcsafe --root=%S --check %s -- -std=c++20 -I%S/../.. | FileCheck %s
// Values that are dead, rooted or read again do no harm.
#include "Inputs/Mini.h"
using namespace beamc::rt;

void deadBefore(Process &p, Term t) {
  use(t);
  collect(p, 0, 0);
}

void readAgain(Process &p) {
  Term t = p.reason;
  use(t);
  collect(p, 0, 0);
  t = p.reason;
  use(t);
}

void rootedInRegister(Process &p, Term t) {
  p.x[0] = t.bits;
  collect(p, 0, 1);
  use(Term{p.x[0]});
}

void onOneBranchOnly(Process &p, Term t, bool full) {
  if (full) {
    collect(p, 0, 0);
    return;
  }
  use(t);
}

void newValueEachTurn(Process &p, unsigned n) {
  while (n--) {
    Term t = p.reason;
    use(t);
    collect(p, 0, 0);
  }
}

// What does not collect may come between, allocation included.
void allocates(Process &p, Term t) {
  Word *w = allocWords(p, 2);
  w[0] = t.bits;
}

void processStays(Process &p) {
  collect(p, 0, 0);
  wake(&p);
}

// A process found inside the guard and not used behind it.
void guarded(Term pid) {
  EpochGuard guard;
  if (Process *p = findProcess(pid))
    wake(p);
}

// Guards nest: the caller's processes are protected by an epoch of the caller.
static void tell(Term pid) {
  EpochGuard guard;
  wake(findProcess(pid));
}
void holdsAcrossInnerGuard(Term a, Term b) {
  EpochGuard guard;
  Process *p = findProcess(a);
  tell(b);
  wake(p);
}
// CHECK: gcsafe: 1 files, 0 findings, 0 promises
