//===- Threads.h - What the threads of the schedulers share ----------------------------------===//
//
// For the files of this folder. Schedulers proper are at [0, homes) of `all`, stand-ins behind
// them; a stand-in's own queues and timers stay empty.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/scheduler/Scheduler.h"
#include "runtime/term/Work.h"

namespace beamc::rt {

constexpr unsigned kMaxSchedulers = 1024;
/// A stand-in can be held up too, so a scheduler may need more than one after the other.
constexpr unsigned kMaxStandIns = 64;

struct Threads {
  Scheduler *all[kMaxSchedulers + kMaxStandIns];
  unsigned homes;
  unsigned count;       ///< atomic: homes and stand-ins, which only grow in number
  uint32_t awake;       ///< atomic: threads that neither sleep nor are parked
  uint32_t sleeping;    ///< atomic: how many sleep
  uint32_t nextForeign; ///< atomic: round robin for other threads
  unsigned active;      ///< atomic: homes with an id up to this run (Online.cpp)
  bool standInsAllowed; ///< atomic: not while a process blocks multi-scheduling
};
extern Threads gThreads;
extern thread_local Scheduler *tScheduler;

inline unsigned threadCount() { return __atomic_load_n(&gThreads.count, __ATOMIC_ACQUIRE); }
inline unsigned activeSchedulers() { return __atomic_load_n(&gThreads.active, __ATOMIC_ACQUIRE); }

inline Process *currentOf(const Scheduler &s) {
  return __atomic_load_n(&s.current, __ATOMIC_RELAXED);
}
inline void setCurrent(Scheduler &s, Process *p) {
  __atomic_store_n(&s.current, p, __ATOMIC_RELAXED);
  tReductions = p ? &p->reductions : nullptr;
}

// Idle.cpp: sleeping and waking.
/// True if \p s slept: it looks for work now.
bool wake(Scheduler &s);
/// Is there a process that \p s could run?
bool anyWork(Scheduler &s);
void sleepUntilWork(Scheduler &s);
/// Fires what is due of the timers of \p s, and of all others that no running scheduler looks
/// after.
void fireTimers(Scheduler &s);
/// \p s, which watched the timers of all, has something else to do: another one watches.
void giveUpWatch(Scheduler &s);

// Balance.cpp: which process a scheduler runs next.
Process *nextProcess(Scheduler &s);

// Monitor.cpp: schedulers that are held up.
/// A thread has left its sleep: the monitor looks again.
void wakeMonitor();
[[noreturn]] void monitorSchedulers();
/// \p s, a home, runs on: its stand-in is to stop.
void dismissStandIn(Scheduler &s);

// Online.cpp: how many schedulers run.
/// May \p s go on running processes?
inline bool mayServe(const Scheduler &s) {
  const Scheduler &home = *s.home;
  if (home.id > activeSchedulers())
    return false;
  return &home == &s || (__atomic_load_n(&home.standIn, __ATOMIC_ACQUIRE) == &s &&
                         __atomic_load_n(&gThreads.standInsAllowed, __ATOMIC_ACQUIRE));
}
/// \p s, a home, may not serve: waits until it may.
void park(Scheduler &s);
/// A thread has stopped to serve: who waits for that may go on.
void schedulerStopped();

// Scheduler.cpp.
/// Runs processes for as long as \p s may serve.
void serve(Scheduler &s);

} // namespace beamc::rt
