//===- Scheduler.cpp - Running and waking processes ------------------------------------------===//
//
// Process::state, the owner of a process:
//
//   0                waiting: whoever sets Queued (wakeProcess) must put it into a queue
//   Queued           in exactly one queue; the scheduler that pops it sets Running
//   Running          its scheduler alone touches it; signals set Wake
//   Lifted           with Queued: queued by the priority of whoever waits for it to handle a signal
//
// A running process that wants to wait leaves Running by compare-and-swap and only if Wake is
// not set; so a signal pushed before is seen either by the sender's Wake or by the swap that
// fails. After the swap to 0 the scheduler must not touch the process again.
//
// A woken process goes to the queue of the scheduler that woke it: the two are likely to talk
// on. Another scheduler is roused only when that queue holds more than one process, because the
// waker usually waits soon itself; a ping-pong then stays on one core. If the waker does not wait,
// the monitor rouses one (Monitor.cpp).
//===----------------------------------------------------------------------===//
#include "runtime/scheduler/Scheduler.h"
#include "runtime/code/ModuleTable.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/jit/Jit.h"
#include "runtime/process/Exception.h"
#include "runtime/process/Exit.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/scheduler/Chaos.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/scheduler/Threads.h"
#include "runtime/signal/Handle.h"
#include "runtime/signal/Signal.h"
#include "runtime/signal/SystemMonitor.h"
#include <chrono>
#include <cstdlib>
#include <new>
#include <thread>

namespace beamc::rt {

uint64_t gChaosSeed;
Threads gThreads;
thread_local Scheduler *tScheduler;

namespace {

void restoreRegisters(Scheduler &s, Process *p) {
  p->x = s.x;
  unsigned live = p->live;
  for (unsigned i = 0; i < live && i < kRegisterArgs; i++)
    s.x[i] = p->savedX[i];
  if (p->savedMore) {
    for (unsigned i = kRegisterArgs; i < live; i++)
      s.x[i] = p->savedMore[i - kRegisterArgs];
    free(p->savedMore);
    p->savedMore = nullptr;
  }
}

/// A collection that is due. A process that hibernates keeps no room for itself.
void collectNow(Process &p) {
  if (p.flags & kHibernated)
    hibernateHeap(p, p.live);
  else
    collect(p, 0, p.live);
}

bool mayRun(Process &p) {
  if (p.suspendCount)
    return false;
  if (p.flags & kWaitsForMessage)
    return (p.flags & kTimedOut) || (!(p.flags & kBlindWait) && nextMessage(p));
  if (p.flags & kWaitsForReply)
    return p.cold->reply.isValue();
  return true;
}

/// The receive timer's deadline has passed.
void lookAtTimer(Process &p) {
  if (p.timer && (p.flags & kWaitsForMessage) && p.timer->deadline <= monotonicNow())
    p.flags |= kTimedOut;
}

} // namespace

void saveRegisters(Process *p) {
  unsigned live = p->live;
  for (unsigned i = 0; i < live && i < kRegisterArgs; i++)
    p->savedX[i] = p->x[i];
  if (live > kRegisterArgs) {
    p->savedMore = static_cast<Word *>(allocMemory((live - kRegisterArgs) * 8));
    memcpy(p->savedMore, p->x + kRegisterArgs, (live - kRegisterArgs) * 8);
  }
}

/// Enters compiled code. Out of line, so that only here the registers that preserve_none
/// code clobbers are saved.
[[gnu::noinline]] BEAMC_MAY_SCHEDULE static void enter(Process *p) {
  Word *x = p->x;
  // While it runs it has no place to go on at; the last one may be in code that has been purged.
  CodeFn *resume = p->resume;
  p->resume = nullptr;
  resume(p, p->hp, p->sp, p->reductions, x[0], x[1], x[2], x[3], x[4], x[5]);
}

/// Its slice is over; it has more to do.
static void requeue(Scheduler &s, Process *p, bool first) {
  saveRegisters(p);
  setCurrent(s, nullptr);
  uint32_t state = __atomic_load_n(&p->state, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(&p->state, &state, (state & ~kStateRunning) | kStateQueued,
                                      true, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
    ;
  if (__atomic_load_n(&p->boundTo, __ATOMIC_RELAXED)) {
    enqueueProcess(p);
    return;
  }
  RunQueue &queue = s.home->queue;
  if (first)
    queue.pushFront(p);
  else
    queue.push(p);
  if (queue.length() > 1)
    wakeIdleScheduler();
}

void runSlice(Scheduler &s, Process *p) {
  uint32_t state = __atomic_load_n(&p->state, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(
      &p->state, &state, (state & ~(kStateQueued | kStateWake | kStateLiftedAny)) | kStateRunning,
      true, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
    ;
  // The priority that it was lifted to is for its signals, not for its code.
  bool lifted = state & ((kStateLifted << p->priority) - kStateLifted);
  setCurrent(s, p);
  __atomic_store_n(&s.contextSwitches, s.contextSwitches + 1, __ATOMIC_RELAXED);
  restoreRegisters(s, p);
  p->slice = p->reductions = sliceReductions(s);
  p->pausedReductions = 0;
  for (;;) {
    handleSignalsAndTasks(*p);
    lookAtTimer(*p);
    if (p->flags & kExiting) {
      endProcess(*p);
      setCurrent(s, nullptr);
      return;
    }
    if (mayRun(*p)) {
      if (lifted && s.home->queue.length()) {
        requeue(s, p, /*first=*/true);
        return;
      }
      if (p->flags & kHibernated)
        wakeHeap(*p, p->live);
      if (p->flags & kNeedsCollection)
        collect(*p, 0, p->live);
      p->switchTo = kSwitchReady;
      if (p->nativeCall) { // back from hibernation
        p->nativeCall = nullptr;
        p->flags &= ~uint32_t(kWaitsForMessage);
      }
      int64_t began = 0;
      const CodeLocation *in = nullptr;
      if (isMonitored(kLongSchedule)) {
        began = monotonicNow();
        in = currentPlace(*p);
      }
      enter(p);
      if (began) {
        bool ends = p->switchTo == kSwitchExit || (p->flags & kExiting);
        reportLongSchedule(*p, monotonicNow() - began, in, ends ? nullptr : currentPlace(*p));
      }
      int64_t done = p->slice - p->reductions - p->pausedReductions;
      p->pausedReductions = 0;
      p->reductionsDone += done > 0 ? uint64_t(done) : 1;
      __atomic_store_n(&s.reductions, s.reductions + (done > 0 ? uint64_t(done) : 1),
                       __ATOMIC_RELAXED);
      if (p->switchTo == kSwitchExit || (p->flags & kExiting)) {
        endProcess(*p);
        setCurrent(s, nullptr);
        return;
      }
      if (p->virtualBinaryWords > p->virtualBinaryLimit)
        p->flags |= kNeedsCollection;
      if (p->switchTo == kSwitchReady) {
        requeue(s, p, /*first=*/false);
        return;
      }
    }
    if (hasTasks(*p)) // came while it ran
      continue;
    // Wait, unless something has come meanwhile.
    if (p->flags & kNeedsCollection)
      collectNow(*p);
    saveRegisters(p);
    setCurrent(s, nullptr);
    state = __atomic_load_n(&p->state, __ATOMIC_RELAXED);
    for (;;) {
      if (state & kStateWake) {
        __atomic_and_fetch(&p->state, ~uint32_t(kStateWake), __ATOMIC_ACQUIRE);
        break;
      }
      if (__atomic_compare_exchange_n(&p->state, &state, state & ~uint32_t(kStateRunning), true,
                                      __ATOMIC_RELEASE, __ATOMIC_RELAXED))
        return;
    }
    setCurrent(s, p);
    restoreRegisters(s, p);
    p->slice = p->reductions = sliceReductions(s);
  }
}

/// To the scheduler that \p p is bound to.
static void enqueueBound(Process *p, unsigned id) {
  Scheduler &home = *gThreads.all[id - 1];
  home.bound.push(p);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  if (tScheduler && tScheduler->home == &home)
    return;
  wake(home);
  if (Scheduler *standIn = __atomic_load_n(&home.standIn, __ATOMIC_ACQUIRE))
    wake(*standIn);
}

/// From a thread that runs no processes.
static void enqueueForeign(Process *p) {
  unsigned n = activeSchedulers(),
           start = __atomic_fetch_add(&gThreads.nextForeign, 1, __ATOMIC_RELAXED);
  Scheduler *chosen = gThreads.all[start % n];
  for (unsigned i = 0; i < n; i++) {
    Scheduler *s = gThreads.all[(start + i) % n];
    if (__atomic_load_n(&s->sleeping, __ATOMIC_RELAXED)) {
      chosen = s;
      break;
    }
  }
  chosen->queue.push(p);
  wakeIdleScheduler();
}

void enqueueProcess(Process *p) {
  if (uint32_t id = __atomic_load_n(&p->boundTo, __ATOMIC_RELAXED)) {
    enqueueBound(p, id);
    return;
  }
  if (!tScheduler) {
    enqueueForeign(p);
    return;
  }
  RunQueue &queue = tScheduler->home->queue;
  queue.push(p);
  // One is enough to do for this scheduler itself.
  if (queue.length() > 1)
    wakeIdleScheduler();
}

void wakeProcess(Process *p) {
  uint32_t state = __atomic_load_n(&p->state, __ATOMIC_SEQ_CST);
  for (;;) {
    if (state & (kStateQueued | kStateWake | kStateExiting))
      return;
    uint32_t next = state & kStateRunning ? state | kStateWake : state | kStateQueued;
    if (__atomic_compare_exchange_n(&p->state, &state, next, true, __ATOMIC_ACQ_REL,
                                    __ATOMIC_RELAXED)) {
      if (!(state & kStateRunning))
        enqueueProcess(p);
      return;
    }
  }
}

void liftProcess(Process *p, Priority priority) {
  if (priority >= p->priority)
    return;
  uint32_t before =
      __atomic_fetch_or(&p->state, uint32_t(kStateLifted) << priority, __ATOMIC_SEQ_CST);
  // One that is about to be queued goes to the right place by itself: the bit is set.
  if (before & kStateQueued)
    for (unsigned i = 0; i < gThreads.homes; i++)
      if (gThreads.all[i]->queue.lift(p) ||
          (gThreads.all[i]->bound.length() && gThreads.all[i]->bound.lift(p)))
        return;
}

void initSchedulers(unsigned count) {
  gThreads.homes = count < 1 ? 1 : count > kMaxSchedulers ? kMaxSchedulers : count;
  gThreads.count = gThreads.active = gThreads.homes;
  gThreads.standInsAllowed = true;
  for (unsigned i = 0; i < gThreads.homes; i++) {
    auto *s = new (allocMemory(sizeof(Scheduler))) Scheduler();
    s->id = i + 1;
    s->home = s;
    gThreads.all[i] = s;
  }
}

void serve(Scheduler &s) {
  __atomic_store_n(&s.serving, 1u, __ATOMIC_SEQ_CST);
  for (unsigned turn = 0; mayServe(s); turn++) {
    fireTimers(s);
    Process *p = nextProcess(s);
    if (!p) {
      sleepUntilWork(s);
      continue;
    }
    giveUpWatch(s);
    enterEpoch(s.epoch);
    runSlice(s, p);
    leaveEpoch(s.epoch);
    if (__builtin_expect(__atomic_load_n(&s.standIn, __ATOMIC_RELAXED) != nullptr, 0))
      dismissStandIn(s);
    if ((turn & 63) == 0) {
      reclaimProcesses();
      reclaimCode();
      installCompiledCode();
    }
  }
  __atomic_store_n(&s.serving, 0u, __ATOMIC_SEQ_CST);
}

[[noreturn]] static void schedulerThread(Scheduler &s) {
  tScheduler = &s;
  s.epoch = epochThread();
  for (;;) {
    serve(s);
    park(s);
  }
}

void runSchedulers() {
  gThreads.awake = gThreads.homes;
  for (unsigned i = 1; i < gThreads.homes; i++)
    std::thread([i] { schedulerThread(*gThreads.all[i]); }).detach();
  std::thread(monitorSchedulers).detach();
  schedulerThread(*gThreads.all[0]);
}

unsigned schedulerCount() { return gThreads.homes; }
Scheduler *schedulerAt(unsigned index) { return gThreads.all[index]; }
Scheduler *currentScheduler() { return tScheduler ? tScheduler->home : gThreads.all[0]; }
bool onSchedulerThread() { return tScheduler; }

uint64_t totalSchedulerReductions() {
  uint64_t n = 0;
  for (unsigned i = 0; i < threadCount(); i++)
    n += __atomic_load_n(&gThreads.all[i]->reductions, __ATOMIC_RELAXED);
  return n;
}
uint64_t totalContextSwitches() {
  uint64_t n = 0;
  for (unsigned i = 0; i < threadCount(); i++)
    n += __atomic_load_n(&gThreads.all[i]->contextSwitches, __ATOMIC_RELAXED);
  return n;
}

} // namespace beamc::rt
