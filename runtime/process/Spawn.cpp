//===- Spawn.cpp - Making processes -----------------------------------------------------------===//
#include "runtime/process/Spawn.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/Copy.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/signal/Handle.h"

namespace beamc::rt {

ProcessDefaults gDefaults;

Process *spawnProcess(Process *parent, CodeFn *code, const Term *args, unsigned count,
                      const SpawnOptions &o, Term module, Term function, unsigned arity,
                      Term *ref) {
  Process *p = allocProcess();
  if (!p)
    return nullptr;
  p->minHeapSize = o.minHeapSize ? uint32_t(nextHeapSize(o.minHeapSize)) : gDefaults.minHeapSize;
  p->minVirtualBinary =
      o.minVirtualBinary ? uint32_t(nextHeapSize(o.minVirtualBinary)) : gDefaults.minVirtualBinary;
  p->virtualBinaryLimit = p->minVirtualBinary;
  p->fullsweepAfter = o.fullsweepAfter == UINT32_MAX ? gDefaults.fullsweepAfter : o.fullsweepAfter;
  p->maxHeapSize = o.maxHeapSize == UINT64_MAX ? gDefaults.maxHeapSize : o.maxHeapSize;
  p->flags = o.flags | (o.maxHeapSize == UINT64_MAX ? gDefaults.maxHeapFlags : 0);
  p->priority = o.priority;
  p->boundTo = o.boundTo;
  p->messagesEnd = &p->messages;
  p->save = &p->messages;
  p->excClass = p->excReason = p->excTrace = p->excArgs = p->excInfo = abi::kNonValue;
  p->registeredName = p->errorHandler = Term::nonValue();
  p->initialModule = module.bits;
  p->initialFunction = function.bits;
  p->initialArity = arity;
  p->parent = parent ? parent->pid : atom::undefined;

  Term leader = parent ? parent->groupLeader : p->pid;
  uint64_t words = copySize(leader);
  for (unsigned i = 0; i < count; i++)
    words += copySize(args[i]);
  initHeap(*p, words + 2);
  *--p->sp = reinterpret_cast<Word>(&beamc_rt_process_end);
  HeapTarget target(*p);
  p->groupLeader = copyTerm(leader, target);
  p->resume = code;
  p->live = count;
  Word more[256];
  p->x = more;
  for (unsigned i = 0; i < count; i++) {
    Term t = copyTerm(args[i], target);
    if (i < kRegisterArgs)
      p->savedX[i] = t.bits;
    else
      more[i] = t.bits;
  }
  if (count > kRegisterArgs) {
    p->savedMore = static_cast<Word *>(allocMemory((count - kRegisterArgs) * 8));
    memcpy(p->savedMore, more + kRegisterArgs, (count - kRegisterArgs) * 8);
  }
  p->x = nullptr;

  // The child does not run yet, so both sides of a relation are set directly.
  if (o.link && parent) {
    cold(*p).links.insert(parent->pid.bits);
    cold(*parent).links.insert(p->pid.bits);
  }
  if (o.monitor && parent) {
    RefNumber n = newRefNumber();
    Term r = makeReference(*parent, n);
    Watcher *w = cold(*p).watchers.insert(n);
    w->pid = parent->pid;
    w->name = Term::nonValue();
    Monitor *m = cold(*parent).monitors.insert(n);
    m->target = m->pid = p->pid;
    m->tag = o.tag;
    m->kind = atom::process;
    m->alias = o.alias;
    if (o.alias != kAliasNone)
      registerAlias(n, parent->pid);
    if (ref)
      *ref = r;
  }
  return p;
}

void startProcess(Process *p) { enqueueProcess(p); }

} // namespace beamc::rt
