//===- Scheduler.h - Threads that run processes ---------------------------------------------===//
//
// One scheduler per core, each with a run queue per priority. docs/design/
// signals-and-scheduling.md explains states, wake-ups and stealing.
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
  /// Number of processes in it; exact under the lock, a hint otherwise.
  uint32_t length() const { return __atomic_load_n(&length_, __ATOMIC_RELAXED); }

private:
  void append(Process *p);

  std::mutex lock_;
  Process *first_[4] = {};
  Process **last_[4] = {&first_[0], &first_[1], &first_[2], &first_[3]};
  uint32_t length_ = 0;
  uint32_t lowTurn_ = 0; ///< counts so that low priority gets one turn in eight
};

struct Scheduler {
  unsigned id; ///< from 1
  Word x[abi::kXRegisters + abi::kFloatRegisters];
  RunQueue queue;
  TimerHeap timers;
  EpochThread *epoch = nullptr;
  Process *current = nullptr;
  // Sleep. `sleeping` is atomic: set before the last look at the queues, cleared by whoever wakes.
  uint32_t sleeping = 0;
  std::mutex sleepLock;
  std::condition_variable sleepChange;
  uint64_t contextSwitches = 0; ///< slices run
  uint64_t busyNanoseconds = 0;
  uint64_t reductions = 0; ///< done by all its processes; atomic, relaxed
  uint64_t random = 0;     ///< BEAMC_DEBUG=chaos: state of its random numbers, see Chaos.h
};

/// \p count schedulers; the threads start with runSchedulers.
void initSchedulers(unsigned count);
/// Runs scheduler 1 on the calling thread and the others on their own. Does not return.
[[noreturn]] void runSchedulers();
unsigned schedulerCount();
Scheduler *schedulerAt(unsigned index); ///< from 0; they live for ever
/// The scheduler of this thread; on other threads the first one.
Scheduler *currentScheduler();
bool onSchedulerThread();

/// Puts a new or preempted process into a run queue.
void enqueueProcess(Process *p);
/// Something has happened to \p p: it runs, or looks at its signals, soon. Any thread, inside an
/// epoch.
void wakeProcess(Process *p);
/// Somebody of \p priority waits for \p p to handle a signal that has been sent: if that is higher
/// than its own, it is queued by it until it has. Any thread, inside an epoch.
void liftProcess(Process *p, Priority priority);
/// A scheduler is about to block (dirty call): others should take over its queue.
void wakeIdleScheduler();

/// Runs \p p's slice (used by the scheduler loop and by unit tests).
void runSlice(Scheduler &s, Process *p);

} // namespace beamc::rt
