//===- ProcessCold.cpp - Cold part and roots of a process -----------------------------------===//
#include "runtime/process/ProcessCold.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/signal/Signal.h"
#include <cstdlib>

namespace beamc::rt {

ProcessCold *makeCold(Process &p) {
  auto *c = static_cast<ProcessCold *>(calloc(1, sizeof(ProcessCold)));
  if (!c)
    outOfMemory(sizeof(ProcessCold));
  c->exitReason = atom::normal;
  c->reply = c->label = c->tracer = c->seqToken = c->saveCalls = Term::nonValue();
  p.cold = c;
  return c;
}

void freeCold(Process &p) {
  ProcessCold *c = p.cold;
  if (!c)
    return;
  free(c->dictionary);
  free(c->dictionaryNext);
  free(c->dictionaryBuckets);
  c->links.clear();
  c->monitors.clear();
  c->watchers.clear();
  c->aliases.clear();
  c->suspending.clear();
  free(c);
  p.cold = nullptr;
}

void visitProcessRoots(Process &p, void (*visit)(Word *, uint64_t, void *), void *context) {
  auto one = [&](Term &t) { visit(&t.bits, 1, context); };
  visit(&p.excClass, 5, context); // class, reason, trace, args, info: adjacent fields
  one(p.groupLeader);
  ProcessCold *c = p.cold;
  if (!c)
    return;
  visit(reinterpret_cast<Word *>(c->dictionary), uint64_t(c->dictionaryCount) * 2, context);
  for (Monitor &m : c->monitors)
    one(m.tag);
  one(c->exitReason);
  one(c->reply);
  one(c->label);
  one(c->tracer);
  one(c->seqToken);
}

static_assert(__builtin_offsetof(struct Process, excInfo) -
                  __builtin_offsetof(struct Process, excClass) ==
              32);

} // namespace beamc::rt
