//===- SystemMonitor.cpp - erlang:system_monitor ----------------------------------------------------===//
#include "runtime/signal/SystemMonitor.h"
#include "runtime/code/Code.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/process/Exit.h"
#include "runtime/process/Table.h"
#include "runtime/signal/Signal.h"
#include <mutex>

namespace beamc::rt {
namespace {

std::mutex gLock;
SystemMonitor gMonitor; ///< protected by gLock

/// Sends {monitor, Subject, Event, Info}. Nothing that the monitoring process does itself is told.
/// With
/// \p info, which makes the last element, in a fragment of \p words words.
template <typename F>
void tell(const SystemMonitor &m, const Process &about, Term subject, Term event, uint64_t words,
          F info) {
  Process *to = m.pid.isValue() && m.pid != about.pid ? findProcess(m.pid) : nullptr;
  if (!to)
    return;
  HeapFragment *f = newFragment(words + 5);
  HeapTarget target(f);
  Term last = info(target);
  Word *o = target.alloc(5);
  o[0] = abi::makeHeader(Kind::Tuple, 4);
  o[1] = atom::monitor.bits;
  o[2] = subject.bits;
  o[3] = event.bits;
  o[4] = last.bits;
  sendMessage(to, about.pid, Term::boxed(o));
  freeFragment(f);
}

/// {\p key, \p value} in front of \p list; takes kPairWords words.
constexpr uint64_t kPairWords = 5;
Term withPair(HeapTarget &target, Term key, Term value, Term list) {
  Word *o = target.alloc(kPairWords);
  o[0] = abi::makeHeader(Kind::Tuple, 2);
  o[1] = key.bits;
  o[2] = value.bits;
  o[3] = Term::boxed(o).bits;
  o[4] = list.bits;
  return Term::cons(o + 3);
}

void reportHeap(Process &p, const SystemMonitor &m, Term event, int64_t milliseconds) {
  static const Term oldBlock = internAtom("old_heap_block_size"),
                    block = internAtom("heap_block_size"), mbuf = internAtom("mbuf_size"),
                    stack = internAtom("stack_size"), old = internAtom("old_heap_size"),
                    heap = internAtom("heap_size");
  tell(m, p, p.pid, event, 7 * kPairWords, [&](HeapTarget &target) {
    Term list = Term::nil();
    auto add = [&](Term key, uint64_t n) {
      list = withPair(target, key, Term::small(int64_t(n)), list);
    };
    add(heap, uint64_t(p.hp - p.heap));
    add(old, uint64_t(p.oldTop - p.oldHeap));
    add(stack, uint64_t(p.stackEnd - p.sp));
    add(mbuf, p.fragmentWords);
    add(block, uint64_t(p.stackEnd - p.heap));
    add(oldBlock, uint64_t(p.oldEnd - p.oldHeap));
    if (milliseconds >= 0)
      add(atom::timeout, uint64_t(milliseconds));
    return list;
  });
}

void collected(Process &p, int64_t nanoseconds) {
  SystemMonitor m = systemMonitor();
  int64_t milliseconds = nanoseconds / 1000000;
  static const Term longGc = internAtom("long_gc"), largeHeap = internAtom("large_heap");
  if ((m.events & kLongGc) && milliseconds > m.longGc)
    reportHeap(p, m, longGc, milliseconds);
  uint64_t words = uint64_t(p.stackEnd - p.heap) + uint64_t(p.oldEnd - p.oldHeap) + p.fragmentWords;
  if ((m.events & kLargeHeap) && words >= m.largeHeap)
    reportHeap(p, m, largeHeap, -1);
}

void monitorEnds(Process &p) {
  if (__atomic_load_n(&gMonitoredEvents, __ATOMIC_RELAXED) == 0)
    return;
  {
    std::lock_guard<std::mutex> guard(gLock);
    if (gMonitor.pid != p.pid)
      return;
  }
  setSystemMonitor({});
}

Term placeTerm(HeapTarget &target, const CodeLocation *at) {
  if (!at || !at->info)
    return atom::undefined;
  Word *o = target.alloc(4);
  o[0] = abi::makeHeader(Kind::Tuple, 3);
  o[1] = at->info->module;
  o[2] = at->info->function;
  o[3] = abi::makeSmall(int64_t(at->info->arity));
  return Term::boxed(o);
}

} // namespace

uint32_t gMonitoredEvents;

SystemMonitor systemMonitor() {
  std::lock_guard<std::mutex> guard(gLock);
  return gMonitor;
}

SystemMonitor setSystemMonitor(const SystemMonitor &monitor) {
  static const bool hooked = (onProcessEnd(monitorEnds), true);
  (void)hooked;
  std::lock_guard<std::mutex> guard(gLock);
  SystemMonitor old = gMonitor;
  gMonitor = monitor;
  __atomic_store_n(&gMonitoredEvents, monitor.events, __ATOMIC_RELAXED);
  bool collections = monitor.events & (kLongGc | kLargeHeap);
  __atomic_store_n(&gAfterCollection, collections ? collected : nullptr, __ATOMIC_RELAXED);
  return old;
}

void reportBusyPort(Process &p, Term port) {
  static const Term busyPort = internAtom("busy_port");
  tell(systemMonitor(), p, p.pid, busyPort, 0, [&](HeapTarget &) { return port; });
}

void reportLongSchedule(Process &p, int64_t nanoseconds, const CodeLocation *in,
                        const CodeLocation *out) {
  static const Term longSchedule = internAtom("long_schedule");
  SystemMonitor m = systemMonitor();
  int64_t milliseconds = nanoseconds / 1000000;
  if (!(m.events & kLongSchedule) || milliseconds <= m.longSchedule)
    return;
  tell(m, p, p.pid, longSchedule, 3 * kPairWords + 8, [&](HeapTarget &target) {
    Term list = withPair(target, internAtom("out"), placeTerm(target, out), Term::nil());
    list = withPair(target, atom::in, placeTerm(target, in), list);
    return withPair(target, atom::timeout, Term::small(milliseconds), list);
  });
}

} // namespace beamc::rt
