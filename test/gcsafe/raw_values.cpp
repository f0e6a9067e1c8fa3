// RUN: not %gcsafe --root=%S --check %s -- -std=c++20 -I%S/../.. | FileCheck %s
// Each kind of raw value that is live across a collection is found, with the path of calls.
#include "Inputs/Mini.h"
using namespace beamc::rt;

static void deeper(Process &p) { collect(p, 0, 0); }
static void indirectly(Process &p) { deeper(p); }

void term(Process &p, Term t) {
  // CHECK: raw_values.cpp:[[#@LINE+5]]:3: error: raw term 't' is live across a call of 'indirectly', which may collect
  // CHECK-NEXT: raw_values.cpp:[[#@LINE-2]]:28: note: declared here
  // CHECK-NEXT: raw_values.cpp:7:38: note: 'indirectly' calls 'deeper' here
  // CHECK-NEXT: raw_values.cpp:6:34: note: 'deeper' calls 'collect' here
  // CHECK-NEXT: Inputs/Mini.h:{{.*}}: note: 'collect' is marked BEAMC_MAY_COLLECT
  indirectly(p);
  use(t);
}

void cachedHeapTop(Process &p) {
  Word *hp = p.hp;
  // CHECK: :[[#@LINE+1]]:3: error: heap pointer 'hp' is live across a call of 'collect'
  collect(p, 4, 0);
  p.hp = hp + 2;
}

void fragment(Process &p) {
  HeapFragment *f = p.fragments;
  // CHECK: :[[#@LINE+1]]:3: error: heap pointer 'f' is live across
  collect(p, 0, 0);
  p.fragments = f->next;
}

void word(Process &p) {
  Word reason = p.reason.bits;
  // CHECK: :[[#@LINE+1]]:3: error: raw term 'reason' is live across
  collect(p, 0, 0);
  p.reason = Term{reason};
}

struct Pair {
  Term key, value;
};
void record(Process &p, Pair pair) {
  // CHECK: :[[#@LINE+1]]:3: error: record of raw terms 'pair' is live across
  collect(p, 0, 0);
  use(pair.value);
}

void array(Process &p) {
  Term args[2] = {p.reason, p.reason};
  // CHECK: :[[#@LINE+1]]:3: error: array of raw terms 'args' is live across
  collect(p, 0, 0);
  use(args[1]);
}

void loop(Process &p, Term list) {
  while (list.isCons()) {
    use(list.head());
    // CHECK: :[[#@LINE+1]]:5: error: raw term 'list' is live across
    collect(p, 0, 0);
  }
}

void lambda(Process &p, Term t) {
  auto later = [t] { use(t); };
  // CHECK: :[[#@LINE+1]]:3: error: lambda with raw terms 'later' is live across
  collect(p, 0, 0);
  later();
}

static Term make(Process &p) {
  collect(p, 0, 0);
  return p.reason;
}
static void both(Term a, Term b);
void twoArguments(Process &p, Term t) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: raw term (temporary) is live across a call of 'make'
  both(t, make(p));
}

class Builder {
public:
  void add(Process &p) {
    // CHECK: :[[#@LINE+1]]:5: error: raw term 'this->list_' is live across
    collect(p, 0, 0);
    use(list_);
  }

private:
  Term list_;
};
void builder(Process &p, Builder &b) { b.add(p); }
// CHECK: gcsafe: 1 files, 10 findings, 0 promises
