// RUN: not %gcsafe --root=%S --check %s -- -std=c++20 -I%S/../.. | FileCheck %s
// BIFs, runtime calls and functions that say so are proven never to collect.
#include "Inputs/Mini.h"
using namespace beamc::rt;

static void helper(Process &p) { collect(p, 0, 0); }

// CHECK-DAG: claims.cpp:[[#@LINE+2]]:6: error: BIF 'erlang:bad/1' may collect
Term bad_1(Process &, Term) __asm__("bif.erlang:bad/1");
Term bad_1(Process &p, Term t) {
  helper(p);
  return p.reason;
}

Term good_1(Process &, Term) __asm__("bif.erlang:good/1");
Term good_1(Process &p, Term t) { return t; }

// CHECK-DAG: claims.cpp:[[#@LINE+1]]:17: error: runtime call 'beamc_rt_send' is not declared Collects but may collect
extern "C" Term beamc_rt_send(Process *p, Term to, Term message) {
  helper(*p);
  return p->reason;
}
// A runtime call that may.
extern "C" void beamc_rt_collect(Process *p, uint64_t, uint64_t) { helper(*p); }

// CHECK-DAG: claims.cpp:[[#@LINE+1]]:23: error: 'claims' is marked BEAMC_NO_COLLECT but may collect
BEAMC_NO_COLLECT void claims(Process &p) { helper(p); }
// CHECK: 3 findings
