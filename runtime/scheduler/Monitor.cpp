//===- Monitor.cpp - Stand-ins for schedulers that are held up ----------------------------------===//
//
// A built-in runs to its end: it keeps terms in C++ variables, so it cannot leave in the middle. A
// call of the operating system, and a collection of a large heap, last as well. Meanwhile the
// processes and timers of that scheduler must not wait. The monitor, a thread, looks every few
// milliseconds which schedulers have been in one slice since its last look although work waits for
// them. It rouses a scheduler that sleeps; if all of them run, it has a *stand-in* serve the
// held-up one's queues and timers. The stand-in stops, between two slices, when the scheduler is
// back. It may be held up itself: then another one takes its place.
//
// The monitor sleeps for good while all threads do. A thread that wakes up first counts itself as
// awake and then looks whether the monitor sleeps; the monitor says that it sleeps and then
// counts: one of them sees the other.
//
// Rejected: a hand-over in each long built-in (they do not know how long they will take, and there
// are hundreds).
//===----------------------------------------------------------------------===//
#include "runtime/heap/OffHeap.h"
#include "runtime/scheduler/Threads.h"
#include <chrono>
#include <new>
#include <thread>

namespace beamc::rt {
namespace {

/// Ends the time slice of \p p, which \p s runs, as far as that is possible from here: compiled
/// code reloads the reductions when a built-in returns. So a process leaves its scheduler even if
/// it repeats long built-ins that charge nothing for their work (term/Work.h). The store races with
/// those of the process itself on purpose: if it is lost the next look repeats it, and if the slice
/// is another one already, that one is short.
[[clang::no_sanitize("thread")]] void endSlice(Process *p) {
  // Not an atomic operation, which the thread sanitizer would look at in spite of the attribute; an
  // aligned word is stored as a whole anyway.
  *static_cast<volatile int64_t *>(&p->reductions) = -int64_t(abi::kReductions);
}

constexpr auto kInterval = std::chrono::milliseconds(10);

std::mutex gMonitorLock;
std::condition_variable gMonitorChange; ///< for the monitor and for stand-ins that wait
bool gMonitorSleeps;                    // atomic
Scheduler *gFree[kMaxStandIns];         // stand-ins without home, under the lock
unsigned gFreeCount;

/// What the monitor saw of a scheduler's queues at its last look.
struct Seen {
  Scheduler *runner; ///< the scheduler, or its stand-in
  uint64_t slices;
  bool busy;
};
Seen gSeen[kMaxSchedulers];

void standInThread(Scheduler &s) {
  tScheduler = &s;
  s.epoch = epochThread();
  for (;;) {
    serve(s);
    Scheduler *own = &s;
    __atomic_compare_exchange_n(&s.home->standIn, &own, static_cast<Scheduler *>(nullptr), false,
                                __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
    giveUpWatch(s);
    wakeIdleScheduler(); // it may have been roused for work that it leaves
    __atomic_sub_fetch(&gThreads.awake, 1, __ATOMIC_SEQ_CST);
    schedulerStopped();
    {
      std::unique_lock<std::mutex> guard(gMonitorLock);
      s.home = nullptr;
      gFree[gFreeCount++] = &s;
      gMonitorChange.wait(guard, [&] { return s.home != nullptr; });
    }
    __atomic_add_fetch(&gThreads.awake, 1, __ATOMIC_SEQ_CST);
  }
}

void startStandIn(Scheduler &home) {
  std::lock_guard<std::mutex> guard(gMonitorLock);
  Scheduler *s = nullptr;
  bool made = false;
  if (gFreeCount) {
    s = gFree[--gFreeCount];
  } else if (threadCount() < gThreads.homes + kMaxStandIns) {
    s = new (allocMemory(sizeof(Scheduler))) Scheduler();
    made = true;
  } else {
    return;
  }
  s->id = home.id;
  s->home = &home;
  __atomic_store_n(&home.standIn, s, __ATOMIC_RELEASE);
  if (!made) {
    gMonitorChange.notify_all();
    return;
  }
  __atomic_add_fetch(&gThreads.awake, 1, __ATOMIC_SEQ_CST);
  unsigned n = threadCount();
  gThreads.all[n] = s;
  __atomic_store_n(&gThreads.count, n + 1, __ATOMIC_RELEASE);
  std::thread([s] { standInThread(*s); }).detach();
}

void lookAt(unsigned i) {
  Scheduler &home = *gThreads.all[i];
  Scheduler *standIn = __atomic_load_n(&home.standIn, __ATOMIC_ACQUIRE);
  Scheduler *runner = standIn ? standIn : &home;
  uint64_t slices = __atomic_load_n(&runner->contextSwitches, __ATOMIC_RELAXED);
  bool busy = currentOf(*runner);
  Seen before = gSeen[i];
  gSeen[i] = {runner, slices, busy};
  if (!busy || !before.busy || before.runner != runner || before.slices != slices)
    return;
  {
    EpochGuard guard; // the process may end meanwhile, but not be freed
    if (Process *p = currentOf(*runner))
      endSlice(p);
  }
  bool due = home.timers.next() <= monotonicNow();
  bool shared = home.queue.length() || due;
  if (!shared && !home.bound.length())
    return;
  if (shared && __atomic_load_n(&gThreads.sleeping, __ATOMIC_SEQ_CST))
    wakeIdleScheduler();
  else if (home.id <= activeSchedulers() &&
           __atomic_load_n(&gThreads.standInsAllowed, __ATOMIC_ACQUIRE))
    startStandIn(home);
}

bool allSleep() { return !__atomic_load_n(&gThreads.awake, __ATOMIC_SEQ_CST); }

} // namespace

void wakeMonitor() {
  if (__builtin_expect(!__atomic_load_n(&gMonitorSleeps, __ATOMIC_SEQ_CST), 1))
    return;
  {
    std::lock_guard<std::mutex> guard(gMonitorLock);
    __atomic_store_n(&gMonitorSleeps, false, __ATOMIC_SEQ_CST);
  }
  gMonitorChange.notify_all();
}

void monitorSchedulers() {
  for (;;) {
    std::this_thread::sleep_for(kInterval);
    for (unsigned i = 0; i < gThreads.homes; i++)
      lookAt(i);
    if (!allSleep())
      continue;
    std::unique_lock<std::mutex> guard(gMonitorLock);
    __atomic_store_n(&gMonitorSleeps, true, __ATOMIC_SEQ_CST);
    if (allSleep())
      gMonitorChange.wait(guard,
                          [] { return !__atomic_load_n(&gMonitorSleeps, __ATOMIC_SEQ_CST); });
    __atomic_store_n(&gMonitorSleeps, false, __ATOMIC_SEQ_CST);
  }
}

void dismissStandIn(Scheduler &s) {
  if (Scheduler *standIn =
          __atomic_exchange_n(&s.standIn, static_cast<Scheduler *>(nullptr), __ATOMIC_ACQ_REL))
    wake(*standIn);
}

} // namespace beamc::rt
