//===- Scheduler.cpp - Running, waking, stealing, sleeping -------------------------------------===//
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
// waker usually waits soon itself; a ping-pong then stays on one core.
//===----------------------------------------------------------------------===//
#include "runtime/scheduler/Scheduler.h"
#include "runtime/code/ModuleTable.h"
#include "runtime/gc/Collector.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/jit/Jit.h"
#include "runtime/process/Exit.h"
#include "runtime/process/ProcessCold.h"
#include "runtime/scheduler/Chaos.h"
#include "runtime/scheduler/Suspend.h"
#include "runtime/signal/Handle.h"
#include "runtime/signal/Signal.h"
#include <chrono>
#include <cstdlib>
#include <new>
#include <sched.h>
#include <thread>

namespace beamc::rt {

uint64_t gChaosSeed;

namespace {

Scheduler *gSchedulers[1024];
unsigned gSchedulerCount;
uint32_t gSleeping;    // atomic: how many sleep
uint32_t gNextForeign; // atomic: round robin for other threads
thread_local Scheduler *tScheduler;

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

bool wake(Scheduler &s) {
  uint32_t one = 1;
  if (!__atomic_compare_exchange_n(&s.sleeping, &one, 0u, false, __ATOMIC_SEQ_CST,
                                   __ATOMIC_SEQ_CST))
    return false;
  std::lock_guard<std::mutex> guard(s.sleepLock);
  s.sleepChange.notify_one();
  return true;
}

Process *steal(Scheduler &s) {
  for (unsigned i = 0; i < gSchedulerCount; i++) {
    Scheduler *victim = gSchedulers[(s.id + i) % gSchedulerCount];
    if (victim != &s)
      if (Process *p = victim->queue.pop())
        return p;
  }
  return nullptr;
}

/// A process of any scheduler; one of its own sometimes goes to the end of the queue first.
Process *popAtRandom(Scheduler &s) {
  if (chaosRandom(s, 4) == 0)
    if (Process *p = gSchedulers[chaosRandom(s, gSchedulerCount)]->queue.pop())
      return p;
  if (chaosRandom(s, 3) == 0)
    if (Process *p = s.queue.pop())
      s.queue.push(p);
  return s.queue.pop();
}

bool anyWork() {
  for (unsigned i = 0; i < gSchedulerCount; i++)
    if (gSchedulers[i]->queue.length())
      return true;
  return false;
}

void sleepUntilWork(Scheduler &s) {
  for (int spin = 0; spin < 40; spin++) {
    if (anyWork())
      return;
    sched_yield();
  }
  reclaimProcesses();
  reclaimCode();
  installCompiledCode();
  __atomic_store_n(&s.sleeping, 1u, __ATOMIC_SEQ_CST);
  __atomic_add_fetch(&gSleeping, 1, __ATOMIC_SEQ_CST);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  if (!anyWork()) {
    std::unique_lock<std::mutex> guard(s.sleepLock);
    int64_t deadline = s.timers.next();
    auto awake = [&] { return __atomic_load_n(&s.sleeping, __ATOMIC_SEQ_CST) == 0; };
    if (deadline == INT64_MAX)
      s.sleepChange.wait(guard, awake);
    else if (int64_t left = deadline - monotonicNow(); left > 0)
      s.sleepChange.wait_for(guard, std::chrono::nanoseconds(left), awake);
  }
  __atomic_store_n(&s.sleeping, 0u, __ATOMIC_SEQ_CST);
  __atomic_sub_fetch(&gSleeping, 1, __ATOMIC_SEQ_CST);
}

[[noreturn]] void schedulerLoop(Scheduler &s) {
  tScheduler = &s;
  s.epoch = epochThread();
  for (unsigned turn = 0;; turn++) {
    if (s.timers.next() != INT64_MAX) {
      enterEpoch(s.epoch);
      int64_t now = monotonicNow();
      if (s.timers.next() <= now)
        s.timers.fire(now);
      leaveEpoch(s.epoch);
    }
    Process *p = chaos() ? popAtRandom(s) : s.queue.pop();
    if (!p)
      p = steal(s);
    if (!p) {
      sleepUntilWork(s);
      continue;
    }
    enterEpoch(s.epoch);
    runSlice(s, p);
    leaveEpoch(s.epoch);
    if ((turn & 63) == 0) {
      reclaimProcesses();
      reclaimCode();
      installCompiledCode();
    }
  }
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
  s.current = nullptr;
  uint32_t state = __atomic_load_n(&p->state, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(&p->state, &state, (state & ~kStateRunning) | kStateQueued,
                                      true, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
    ;
  if (first)
    s.queue.pushFront(p);
  else
    s.queue.push(p);
  if (s.queue.length() > 1)
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
  s.current = p;
  p->scheduler = &s;
  s.contextSwitches++;
  restoreRegisters(s, p);
  p->slice = p->reductions = sliceReductions(s);
  p->pausedReductions = 0;
  for (;;) {
    handleSignalsAndTasks(*p);
    lookAtTimer(*p);
    if (p->flags & kExiting) {
      endProcess(*p);
      s.current = nullptr;
      return;
    }
    if (mayRun(*p)) {
      if (lifted && s.queue.length()) {
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
      enter(p);
      int64_t done = p->slice - p->reductions - p->pausedReductions;
      p->pausedReductions = 0;
      p->reductionsDone += done > 0 ? uint64_t(done) : 1;
      s.reductions += done > 0 ? uint64_t(done) : 1;
      if (p->switchTo == kSwitchExit || (p->flags & kExiting)) {
        endProcess(*p);
        s.current = nullptr;
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
    s.current = nullptr;
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
    s.current = p;
    restoreRegisters(s, p);
    p->slice = p->reductions = sliceReductions(s);
  }
}

void enqueueProcess(Process *p) {
  if (Scheduler *s = tScheduler) {
    s->queue.push(p);
    if (s->queue.length() > 1 || !s->current)
      wakeIdleScheduler();
    return;
  }
  unsigned n = gSchedulerCount, start = __atomic_fetch_add(&gNextForeign, 1, __ATOMIC_RELAXED);
  Scheduler *chosen = gSchedulers[start % n];
  for (unsigned i = 0; i < n; i++)
    if (__atomic_load_n(&gSchedulers[(start + i) % n]->sleeping, __ATOMIC_RELAXED)) {
      chosen = gSchedulers[(start + i) % n];
      break;
    }
  chosen->queue.push(p);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  if (!wake(*chosen))
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
    for (unsigned i = 0; i < gSchedulerCount; i++)
      if (gSchedulers[i]->queue.lift(p))
        return;
}

void wakeIdleScheduler() {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  if (!__atomic_load_n(&gSleeping, __ATOMIC_RELAXED))
    return;
  for (unsigned i = 0; i < gSchedulerCount; i++)
    if (__atomic_load_n(&gSchedulers[i]->sleeping, __ATOMIC_RELAXED) && wake(*gSchedulers[i]))
      return;
}

void initSchedulers(unsigned count) {
  gSchedulerCount = count < 1 ? 1 : count > 1024 ? 1024 : count;
  for (unsigned i = 0; i < gSchedulerCount; i++) {
    void *m = allocMemory(sizeof(Scheduler));
    gSchedulers[i] = new (m) Scheduler();
    gSchedulers[i]->id = i + 1;
  }
}

void runSchedulers() {
  for (unsigned i = 1; i < gSchedulerCount; i++)
    std::thread([i] { schedulerLoop(*gSchedulers[i]); }).detach();
  schedulerLoop(*gSchedulers[0]);
}

unsigned schedulerCount() { return gSchedulerCount; }
Scheduler *schedulerAt(unsigned index) { return gSchedulers[index]; }
Scheduler *currentScheduler() { return tScheduler ? tScheduler : gSchedulers[0]; }
bool onSchedulerThread() { return tScheduler; }

} // namespace beamc::rt
