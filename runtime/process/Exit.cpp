//===- Exit.cpp - The end of a process ------------------------------------------------------===//
#include "runtime/process/Exit.h"
#include "runtime/gc/Collector.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Online.h"
#include "runtime/scheduler/Timers.h"
#include "runtime/signal/Handle.h"
#include <cstdlib>

namespace beamc::rt {
namespace {

void (*gHooks[16])(Process &);
unsigned gHookCount;

void breakRelations(Process &p, Term reason) {
  ProcessCold &c = *p.cold;
  for (Link &l : c.links)
    if (!l.unlinkId)
      sendLinkExit(p.pid, Term(l.key), reason);
  for (Watcher &w : c.watchers)
    sendDown(p.pid, w.pid, w.key, reason);
  for (Monitor &m : c.monitors) {
    if (m.alias != kAliasNone)
      unregisterAlias(m.key);
    if (m.pid.isValue())
      sendDemonitor(p.pid, m.pid, m.key);
  }
  for (Alias &a : c.aliases)
    unregisterAlias(a.key);
  for (Link &s : c.suspending)
    for (uint64_t i = 0; i < s.unlinkId; i++)
      sendSignal(Term(s.key), newSignal(SignalKind::Resume, p.pid, 0));
}

} // namespace

void onProcessEnd(void (*hook)(Process &p)) {
  assert(gHookCount < 16 && "too many hooks");
  gHooks[gHookCount++] = hook;
}

void endProcess(Process &p) {
  __atomic_or_fetch(&p.state, uint32_t(kStateExiting), __ATOMIC_SEQ_CST);
  p.flags |= kExiting;
  Term reason = cold(p).exitReason;
  cancelReceiveTimer(p);
  // Under the lock of the registry registeredName cannot change once Exiting is set.
  if (p.registeredName.isValue())
    unregisterName(p.registeredName);
  if (p.flags & kBlocksSchedulers)
    releaseMultiScheduling(p.pid);
  for (unsigned i = 0; i < gHookCount; i++)
    gHooks[i](p);
  removeFromTable(&p);
  closeQueues(p, reason);
  breakRelations(p, reason);
  free(p.savedMore);
  p.savedMore = nullptr;
  freeHeap(p);
  freeCold(p);
  retireProcess(&p);
}

} // namespace beamc::rt
