//===- StatisticsBifs.cpp - erlang:statistics ----------------------------------------------------===//
#include "runtime/gc/Collector.h"
#include "runtime/heap/Build.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/scheduler/Timers.h"
#include "stdlib/Bif.h"
#include <ctime>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

namespace {

/// {Total, SinceLastCall}; the last value is shared by all callers, as in OTP.
Term totalAndDelta(Process &p, uint64_t total, uint64_t &last) {
  uint64_t before = __atomic_exchange_n(&last, total, __ATOMIC_RELAXED);
  return makeTuple(p, {makeUint(p, total), makeUint(p, total - before)});
}

uint64_t cpuMilliseconds() {
  timespec ts;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
  return uint64_t(ts.tv_sec) * 1000 + uint64_t(ts.tv_nsec) / 1000000;
}

const int64_t gStart = monotonicNow();

uint64_t totalReductions(Process &p) {
  return totalSchedulerReductions() + uint64_t(p.slice - p.reductions);
}

int64_t queueLength(unsigned i) {
  Scheduler &s = *schedulerAt(i);
  return int64_t(s.queue.length()) + s.bound.length();
}
Term queueLengths(Process &p) {
  Term list = Term::nil();
  for (unsigned i = schedulerCount(); i--;)
    list = makeCons(p, Term::small(queueLength(i)), list);
  return list;
}
int64_t totalQueueLength() {
  int64_t n = 0;
  for (unsigned i = 0; i < schedulerCount(); i++)
    n += queueLength(i);
  return n;
}

} // namespace

/// erlang:statistics/1.
BIF(erlang, statistics, 1)
Term statistics_1(Process &p, Term item) {
  static uint64_t lastReductions, lastRuntime, lastWall, lastExact; // atomic
  static const Term activeAll = internAtom("active_tasks_all"),
                    totalActiveAll = internAtom("total_active_tasks_all"),
                    queuesAll = internAtom("run_queue_lengths_all"),
                    totalQueuesAll = internAtom("total_run_queue_lengths_all"),
                    wallTimeAll = internAtom("scheduler_wall_time_all");
  if (item == atom::reductions)
    return totalAndDelta(p, totalReductions(p), lastReductions);
  if (item == atom::exact_reductions)
    return totalAndDelta(p, totalReductions(p), lastExact);
  if (item == atom::runtime)
    return totalAndDelta(p, cpuMilliseconds(), lastRuntime);
  if (item == atom::wall_clock)
    return totalAndDelta(p, uint64_t(monotonicNow() - gStart) / 1000000, lastWall);
  if (item == atom::context_switches) {
    return makeTuple(p, {makeUint(p, totalContextSwitches()), Term::small(0)});
  }
  if (item == atom::garbage_collection)
    return makeTuple(p, {makeUint(p, gGcTotals.collections), makeUint(p, gGcTotals.wordsReclaimed),
                         Term::small(0)});
  if (item == atom::io)
    return makeTuple(p, {makeTuple(p, {atom::input, Term::small(0)}),
                         makeTuple(p, {atom::output, Term::small(0)})});
  if (item == atom::run_queue || item == atom::total_run_queue_lengths || item == totalQueuesAll)
    return Term::small(totalQueueLength());
  if (item == atom::total_active_tasks || item == totalActiveAll)
    return Term::small(totalQueueLength() + 1);
  if (item == atom::run_queue_lengths || item == queuesAll || item == atom::active_tasks ||
      item == activeAll)
    return queueLengths(p);
  if (item == atom::scheduler_wall_time || item == wallTimeAll ||
      item == atom::microstate_accounting)
    return atom::undefined;
  return p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END
