// RUN: not %gcsafe --root=%S --check %s -- -std=c++20 -I%S/../.. | FileCheck %s
// Function pointers, virtual calls, lambdas, destructors and templates lead on to a collection.
#include "Inputs/Mini.h"
using namespace beamc::rt;

static void hook(Process &p) { collect(p, 0, 0); }
static void harmless(Process &p, int) {}
void (*gHook)(Process &) = hook;
void (*gOther)(Process &, int) = harmless;

void throughPointer(Process &p, Term t) {
  // CHECK: calls.cpp:[[#@LINE+4]]:3: error: raw term 't' is live across a call of 'type void (beamc::rt::Process &)'
  // CHECK-NEXT: note: declared here
  // CHECK-NEXT: calls.cpp:8:28: note: which may be 'hook', whose address is taken here
  // CHECK-NEXT: calls.cpp:6:32: note: 'hook' calls 'collect' here
  gHook(p);
  // Nothing of this type collects.
  gOther(p, 1);
  use(t);
}

struct Visitor {
  virtual void visit(Process &p) = 0;
};
struct Collecting : Visitor {
  void visit(Process &p) override { collect(p, 0, 0); }
};
void throughVirtual(Process &p, Visitor &v, Term t) {
  // CHECK: calls.cpp:[[#@LINE+1]]:5: error: raw term 't' is live across a call of 'virtual {{.*}}visit
  v.visit(p);
  use(t);
}

void throughLambda(Process &p, Term t) {
  auto f = [&p] { collect(p, 0, 0); };
  // CHECK: calls.cpp:[[#@LINE+1]]:3: error: raw term 't' is live across a call of 'lambda'
  f();
  use(t);
}

template <typename F> void each(F f) { f(); }
void throughTemplate(Process &p, Term t) {
  // CHECK: calls.cpp:[[#@LINE+1]]:3: error: raw term 't' is live across a call of 'each'
  each([&p] { collect(p, 0, 0); });
  use(t);
}

struct AtEnd {
  Process &p;
  ~AtEnd() { collect(p, 0, 0); }
};
Term throughDestructor(Process &p, Term t) {
  {
    AtEnd end{p};
    // CHECK: calls.cpp:[[#@LINE+1]]:3: error: raw term 't' is live across a call of 'AtEnd::~AtEnd'
  }
  return t;
}

// Compiled code is entered through pointers with its calling convention.
typedef void CodeFn(Process *, Word *hp, Word *sp) __attribute__((preserve_none));
void entersErlang(Process *p, CodeFn *code, Term t) {
  // CHECK: calls.cpp:[[#@LINE+1]]:3: error: raw term 't' is live across a call of 'compiled code'
  code(p, p->hp, p->sp);
  use(t);
}
