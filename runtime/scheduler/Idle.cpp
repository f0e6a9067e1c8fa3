//===- Idle.cpp - Schedulers without work: sleeping, timers, waking -----------------------------===//
//
// A scheduler fires its own timers between two slices. That is not enough: a slice may last, and
// which process it is that waits for a timer has nothing to do with what its scheduler does. So
// as long as any scheduler sleeps, one of these, the *watcher*, sleeps no longer than to the first
// deadline of all heaps and fires the timers that are due; the others sleep until they are roused.
//
// Who inserts a timer with a deadline before that which the watcher sleeps to rouses it. An insert
// publishes the deadline and then looks at the watcher's; the watcher publishes "rouse me for
// anything", reads all deadlines and only then what it sleeps to. One of them sees the other.
//
// A watcher that takes up work gives up the watch, then looks for one that sleeps and rouses it;
// who goes to sleep says so and then tries to become the watcher. Again one of them sees the other,
// so there is never a sleeper without a watcher for longer than it takes to wake one up.
//===----------------------------------------------------------------------===//
#include "runtime/code/ModuleTable.h"
#include "runtime/jit/Jit.h"
#include "runtime/scheduler/Threads.h"
#include <algorithm>
#include <chrono>
#include <sched.h>

namespace beamc::rt {
namespace {

Scheduler *gWatcher;               // atomic
int64_t gWatchedUntil = INT64_MAX; // atomic: a timer before this must rouse the watcher

int64_t firstDeadline() {
  int64_t first = INT64_MAX;
  for (unsigned i = 0; i < gThreads.homes; i++)
    first = std::min(first, gThreads.all[i]->timers.next());
  return first;
}

bool takeWatch(Scheduler &s) {
  Scheduler *none = nullptr;
  return __atomic_load_n(&gWatcher, __ATOMIC_SEQ_CST) == &s ||
         __atomic_compare_exchange_n(&gWatcher, &none, &s, false, __ATOMIC_SEQ_CST,
                                     __ATOMIC_SEQ_CST);
}

/// Until roused, or for the watcher until a timer is due.
void sleep(Scheduler &s, bool watches) {
  auto roused = [&] { return __atomic_load_n(&s.sleeping, __ATOMIC_SEQ_CST) == 0; };
  if (!watches) {
    std::unique_lock<std::mutex> guard(s.sleepLock);
    s.sleepChange.wait(guard, roused);
    return;
  }
  __atomic_store_n(&gWatchedUntil, INT64_MAX, __ATOMIC_SEQ_CST);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  int64_t deadline = firstDeadline();
  __atomic_store_n(&gWatchedUntil, deadline, __ATOMIC_SEQ_CST);
  std::unique_lock<std::mutex> guard(s.sleepLock);
  if (deadline == INT64_MAX)
    s.sleepChange.wait(guard, roused);
  else if (int64_t left = deadline - monotonicNow(); left > 0)
    s.sleepChange.wait_for(guard, std::chrono::nanoseconds(left), roused);
}

void fireHeap(TimerHeap &timers, int64_t now) {
  if (timers.next() <= now)
    timers.fire(now);
}

} // namespace

bool wake(Scheduler &s) {
  uint32_t one = 1;
  if (!__atomic_compare_exchange_n(&s.sleeping, &one, 0u, false, __ATOMIC_SEQ_CST,
                                   __ATOMIC_SEQ_CST))
    return false;
  std::lock_guard<std::mutex> guard(s.sleepLock);
  s.sleepChange.notify_one();
  return true;
}

void wakeIdleScheduler() {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  if (!__atomic_load_n(&gThreads.sleeping, __ATOMIC_RELAXED))
    return;
  // The watcher comes last: another one would have to take over the watch.
  Scheduler *watcher = __atomic_load_n(&gWatcher, __ATOMIC_RELAXED);
  for (unsigned i = 0, n = threadCount(); i < n; i++) {
    Scheduler *s = gThreads.all[i];
    if (s != watcher && __atomic_load_n(&s->sleeping, __ATOMIC_RELAXED) && wake(*s))
      return;
  }
  if (watcher)
    wake(*watcher);
}

bool anyWork(Scheduler &s) {
  if (s.home->bound.length())
    return true;
  for (unsigned i = 0; i < gThreads.homes; i++)
    if (gThreads.all[i]->queue.length())
      return true;
  return false;
}

void sleepUntilWork(Scheduler &s) {
  for (int spin = 0; spin < 40; spin++) {
    if (anyWork(s))
      return;
    sched_yield();
  }
  reclaimProcesses();
  reclaimCode();
  installCompiledCode();
  __atomic_store_n(&s.sleeping, 1u, __ATOMIC_SEQ_CST);
  __atomic_add_fetch(&gThreads.sleeping, 1, __ATOMIC_SEQ_CST);
  __atomic_sub_fetch(&gThreads.awake, 1, __ATOMIC_SEQ_CST);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  bool watches = takeWatch(s);
  if (!anyWork(s) && mayServe(s))
    sleep(s, watches);
  __atomic_store_n(&s.sleeping, 0u, __ATOMIC_SEQ_CST);
  __atomic_sub_fetch(&gThreads.sleeping, 1, __ATOMIC_SEQ_CST);
  __atomic_add_fetch(&gThreads.awake, 1, __ATOMIC_SEQ_CST);
  wakeMonitor();
}

void giveUpWatch(Scheduler &s) {
  if (__builtin_expect(__atomic_load_n(&gWatcher, __ATOMIC_RELAXED) != &s, 1))
    return;
  __atomic_store_n(&gWatcher, static_cast<Scheduler *>(nullptr), __ATOMIC_SEQ_CST);
  wakeIdleScheduler();
}

void fireTimers(Scheduler &s) {
  bool watches = __atomic_load_n(&gWatcher, __ATOMIC_RELAXED) == &s;
  // Scheduler 1 always runs: it looks after the timers of those that do not.
  unsigned active = activeSchedulers();
  bool parked = s.home->id == 1 && active < gThreads.homes;
  if (!watches && !parked) {
    if (s.home->timers.next() == INT64_MAX)
      return;
    int64_t now = monotonicNow();
    if (s.home->timers.next() > now)
      return;
    enterEpoch(s.epoch);
    s.home->timers.fire(now);
    leaveEpoch(s.epoch);
    return;
  }
  int64_t now = monotonicNow();
  enterEpoch(s.epoch);
  fireHeap(s.home->timers, now);
  for (unsigned i = watches ? 0 : active; i < gThreads.homes; i++)
    fireHeap(gThreads.all[i]->timers, now);
  leaveEpoch(s.epoch);
}

void timerStarted(int64_t deadline) {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  Scheduler *watcher = __atomic_load_n(&gWatcher, __ATOMIC_SEQ_CST);
  if (watcher && watcher != tScheduler &&
      deadline < __atomic_load_n(&gWatchedUntil, __ATOMIC_SEQ_CST))
    wake(*watcher);
}

} // namespace beamc::rt
