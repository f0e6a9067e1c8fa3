//===- Hibernate.cpp - erlang:hibernate/3 ---------------------------------------------------===//
//
// The call stack and all catches are dropped, the heap is compacted to what the arguments
// need, and the process waits. A message brings it back to Module:Function(Args).
//===----------------------------------------------------------------------===//
#include "runtime/code/DefineCode.h"
#include "runtime/code/ExportTable.h"
#include "runtime/gc/Collector.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/signal/Signal.h"
#include "stdlib/Bif.h"

using namespace beamc;
using namespace beamc::rt;

/// Code to go on at with p->live arguments in x[]; null after setting an exception.
static CodeFn *hibernate(Process *p, bool *wait) {
  static Export *const self = ensureExport("erlang", "hibernate", 3);
  Term m(p->x[0]), f(p->x[1]), args(p->x[2]);
  unsigned n = 0;
  Term list = args;
  for (; list.isCons() && n < abi::kXRegisters; list = list.tail())
    n++;
  if (!m.isAtom() || !f.isAtom() || !list.isNil()) {
    p->fail(m.isAtom() && f.isAtom() && list.isCons() ? atom::system_limit : atom::badarg);
    p->excSite = self;
    return nullptr;
  }
  Export *target;
  if (n > abi::kMaxArity) { // no function has so many: the process fails when it wakes
    n = 3;
    target = ensureExport(atom::erlang, atom::apply, 3);
  } else {
    unsigned i = 0;
    for (list = args; list.isCons(); list = list.tail())
      p->x[i++] = list.head().bits;
    target = ensureExport(m, f, n);
  }
  // The bottom frame alone is left.
  p->sp = p->stackEnd - 1;
  p->live = n;
  p->save = &p->messages;
  if (hasIncoming(*p))
    handleSignals(*p);
  *wait = !nextMessage(*p);
  if (*wait) {
    hibernateHeap(*p, n);
    // The module may be replaced before a message comes.
    p->resume = lateExportEntry(target);
    p->nativeCall = self;
    p->flags = (p->flags & ~uint32_t(kBlindWait)) | kWaitsForMessage;
    p->switchTo = kSwitchWait;
  }
  return __atomic_load_n(&target->code, __ATOMIC_ACQUIRE);
}

extern "C" CodeFn beamc_rt_raise;

BIF_CODE(erlang, "hibernate", 3, beamc_bif_hibernate_3)
DEFINE_CODE(beamc_bif_hibernate_3) {
  SAVE();
  const void *place = p->excSite; // of a tail call, see BifEntry.h
  p->excSite = nullptr;
  bool wait = false;
  CodeFn *next = hibernate(p, &wait);
  if (!next)
    BEAMC_MUSTTAIL return beamc_rt_raise(p, p->hp, p->sp, p->reductions,
                                         reinterpret_cast<Word>(place), 0, 0, 0, 0, 0);
  if (wait)
    return;
  JUMP(next);
}
