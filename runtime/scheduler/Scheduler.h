//===- Scheduler.h - Threads that run processes ---------------------------------------------===//
//
// One scheduler per core, each with a run queue per priority. docs/design/
// signals-and-scheduling.md explains states, wake-ups, stealing and stand-ins.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Timers.h"
#include <condition_variable>
#include <mutex>

namespace beamc::rt {

/// First in, first out within a priority: the process's own, or that which it is lifted to. Locks;
/// any thread. The process must be in no other queue.
class RunQueue {
public:
  void push(Process *p);
  /// Before all of its priority.
  void pushFront(Process *p);
  /// Moves \p p, if it is in here, to where it belongs now that it is lifted.
  bool lift(Process *p);
  /// Null: it is empty.
  Process *pop();
  /// The first one of priority normal or low, or null.
  Process *popOrdinary();
  /// Number of processes in it; exact under the lock, a hint otherwise.
  uint32_t length() const { return __atomic_load_n(&length_, __ATOMIC_RELAXED); }
  /// Grows with each process that leaves it; a hint.
  uint64_t pops() const { return __atomic_load_n(&pops_, __ATOMIC_RELAXED); }
  /// How many of priority max and high have left it in a row while others waited; a hint.
  uint32_t passedOver() const { return __atomic_load_n(&passedOver_, __ATOMIC_RELAXED); }
  /// The highest priority in it, or 4: it is empty.
  unsigned firstPriority();

private:
  void append(Process *p);
  Process *popFrom(unsigned q);

  std::mutex lock_;
  Process *first_[4] = {};
  Process **last_[4] = {&first_[0], &first_[1], &first_[2], &first_[3]};
  uint32_t length_ = 0;
  uint32_t lowTurn_ = 0; ///< counts so that low priority gets one turn in eight
  uint64_t pops_ = 0;
  uint32_t passedOver_ = 0;
};

/// A thread that runs processes: a scheduler proper, or a stand-in (Monitor.cpp), which serves the
/// queues and timers of a scheduler, its home, that has been busy with one slice for too long.
struct Scheduler {
  unsigned id;     ///< from 1; a stand-in has that of its home
  Scheduler *home; ///< itself; of a stand-in: the scheduler that it stands in for
  Word x[abi::kXRegisters + abi::kFloatRegisters];
  RunQueue queue;
  RunQueue bound;         ///< processes that run on this scheduler only: these are not stolen
  uint32_t boundTurn = 0; ///< counts, atomic, so that the two take turns
  TimerHeap timers;
  EpochThread *epoch = nullptr;
  Process *current = nullptr; ///< atomic, relaxed: the monitor reads it
  // Sleep. `sleeping` is atomic: set before the last look at the queues, cleared by the waker.
  uint32_t sleeping = 0;
  uint32_t serving = 0; ///< atomic: it runs processes (Online.cpp)
  std::mutex sleepLock;
  std::condition_variable sleepChange;
  uint64_t contextSwitches = 0; ///< slices begun; atomic, relaxed
  uint64_t reductions = 0;      ///< done by all its processes; atomic, relaxed
  uint64_t random = 0;          ///< BEAMC_DEBUG=chaos: state of its random numbers, see Chaos.h

  Scheduler *standIn = nullptr; ///< atomic; of a home: the one that serves its queues
  uint64_t balancedAt = 0;      ///< `reductions` at the last look at the other queues
  uint64_t *seenPops = nullptr; ///< by scheduler: pops() of its queue at that time
};

/// \p count schedulers; the threads start with runSchedulers.
void initSchedulers(unsigned count);
/// Runs scheduler 1 on the calling thread and the others on their own. Does not return.
[[noreturn]] void runSchedulers();
unsigned schedulerCount();
Scheduler *schedulerAt(unsigned index); ///< from 0; they live for ever
/// The scheduler of this thread, or that which it stands in for; on other threads the first one.
Scheduler *currentScheduler();
bool onSchedulerThread();
/// Over all threads; without the slices that are running.
uint64_t totalSchedulerReductions();
uint64_t totalContextSwitches();

/// Puts a new or preempted process into a run queue.
void enqueueProcess(Process *p);
/// Something has happened to \p p: it runs, or looks at its signals, soon. Any thread, inside an
/// epoch.
void wakeProcess(Process *p);
/// Somebody of \p priority waits for \p p to handle a signal that has been sent: if that is higher
/// than its own, it is queued by it until it has. Any thread, inside an epoch.
void liftProcess(Process *p, Priority priority);
/// Rouses a scheduler that sleeps, if there is one, to look for work.
void wakeIdleScheduler();

/// Runs \p p's slice (used by the scheduler loop and by unit tests).
void runSlice(Scheduler &s, Process *p);

} // namespace beamc::rt
