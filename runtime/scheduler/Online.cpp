//===- Online.cpp - How many schedulers run -----------------------------------------------------===//
//
// Schedulers with an id up to gThreads.active run; the others park. Their queues are stolen from,
// and scheduler 1, which always runs, fires their timers; processes bound to them wait. While
// multi-scheduling is blocked only scheduler 1 runs, and nothing stands in for it.
//===----------------------------------------------------------------------===//
#include "runtime/scheduler/Online.h"
#include "runtime/scheduler/Offload.h"
#include "runtime/scheduler/Threads.h"
#include <algorithm>
#include <utility>

namespace beamc::rt {
namespace {

struct Blocker {
  Term pid;
  unsigned all, normal;
};

struct Online {
  std::mutex lock;
  std::condition_variable change; ///< for schedulers that are parked
  unsigned schedulers = 0, dirty = 0;
  std::vector<Blocker> blockers; ///< newest first
  std::vector<Term> waiting;     ///< pids, for threads to stop
  bool anyWaiting = false;       ///< atomic
};

Online &online() {
  static Online *o = [] {
    auto *made = new Online();
    made->schedulers = made->dirty = gThreads.homes;
    return made;
  }();
  return *o;
}

bool blocked(const Online &o, BlockKind kind) {
  return std::any_of(o.blockers.begin(), o.blockers.end(), [kind](const Blocker &b) {
    return kind == BlockKind::All ? b.all != 0 : b.normal != 0;
  });
}

/// Some thread has not seen yet that it is to stop.
bool anyToStop() {
  for (unsigned i = 0, n = threadCount(); i < n; i++) {
    Scheduler &s = *gThreads.all[i];
    if (__atomic_load_n(&s.serving, __ATOMIC_SEQ_CST) && !mayServe(s))
      return true;
  }
  return false;
}

void applyLocked(Online &o) {
  bool single = !o.blockers.empty();
  unsigned before = activeSchedulers(), now = single ? 1 : o.schedulers;
  __atomic_store_n(&gThreads.standInsAllowed, !single, __ATOMIC_SEQ_CST);
  __atomic_store_n(&gThreads.active, now, __ATOMIC_SEQ_CST);
  o.change.notify_all();
  if (now < before || single)
    for (unsigned i = 0, n = threadCount(); i < n; i++)
      wake(*gThreads.all[i]);
}

void dropLocked(Online &o, std::vector<Blocker>::iterator b) {
  if (!b->all && !b->normal)
    o.blockers.erase(b);
}

std::vector<Blocker>::iterator find(Online &o, Term pid) {
  return std::find_if(o.blockers.begin(), o.blockers.end(),
                      [pid](const Blocker &b) { return b.pid == pid; });
}

} // namespace

unsigned schedulersOnline() {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  return o.schedulers;
}
unsigned dirtySchedulersOnline() {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  return o.dirty;
}
unsigned activeSchedulerCount() { return activeSchedulers(); }

unsigned setSchedulersOnline(unsigned n) {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  unsigned before = o.schedulers;
  o.schedulers = n;
  // The dirty ones keep their proportion.
  o.dirty = std::clamp(o.dirty * n / before, 1u, n);
  applyLocked(o);
  return before;
}

unsigned setDirtySchedulersOnline(unsigned n) {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  return std::exchange(o.dirty, n);
}

void blockMultiScheduling(Term pid, BlockKind kind) {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  auto b = find(o, pid);
  if (b == o.blockers.end())
    b = o.blockers.insert(o.blockers.begin(), Blocker{pid, 0, 0});
  (kind == BlockKind::All ? b->all : b->normal)++;
  applyLocked(o);
}

void unblockMultiScheduling(Term pid, BlockKind kind) {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  auto b = find(o, pid);
  if (b == o.blockers.end())
    return;
  unsigned &count = kind == BlockKind::All ? b->all : b->normal;
  if (!count)
    return;
  count--;
  dropLocked(o, b);
  applyLocked(o);
}

void releaseMultiScheduling(Term pid) {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  auto b = find(o, pid);
  if (b == o.blockers.end())
    return;
  o.blockers.erase(b);
  applyLocked(o);
}

Term multiScheduling() {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  return blocked(o, BlockKind::All)      ? atom::blocked
         : blocked(o, BlockKind::Normal) ? atom::blocked_normal
                                         : atom::enabled;
}

std::vector<Term> multiSchedulingBlockers(BlockKind kind) {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  std::vector<Term> pids;
  for (const Blocker &b : o.blockers)
    if (kind == BlockKind::All ? b.all : b.normal)
      pids.push_back(b.pid);
  return pids;
}

bool awaitStoppedSchedulers(Term pid) {
  Online &o = online();
  std::lock_guard<std::mutex> guard(o.lock);
  // Said before the last look: a thread stops and then looks here.
  __atomic_store_n(&o.anyWaiting, true, __ATOMIC_SEQ_CST);
  if (!anyToStop()) {
    __atomic_store_n(&o.anyWaiting, !o.waiting.empty(), __ATOMIC_SEQ_CST);
    return false;
  }
  o.waiting.push_back(pid);
  return true;
}

void schedulerStopped() {
  Online &o = online();
  if (!__atomic_load_n(&o.anyWaiting, __ATOMIC_SEQ_CST))
    return;
  {
    std::lock_guard<std::mutex> guard(o.lock);
    if (anyToStop())
      return;
    for (Term pid : o.waiting)
      resumeOffloaded(pid);
    o.waiting.clear();
    __atomic_store_n(&o.anyWaiting, false, __ATOMIC_SEQ_CST);
  }
  // They are in this thread's queue, which it will not serve: another one has to take them.
  wakeIdleScheduler();
}

void park(Scheduler &s) {
  Online &o = online();
  giveUpWatch(s);
  wakeIdleScheduler(); // it may have been roused for work that it leaves
  __atomic_sub_fetch(&gThreads.awake, 1, __ATOMIC_SEQ_CST);
  schedulerStopped();
  {
    std::unique_lock<std::mutex> guard(o.lock);
    o.change.wait(guard, [&] { return mayServe(s); });
  }
  __atomic_add_fetch(&gThreads.awake, 1, __ATOMIC_SEQ_CST);
  wakeMonitor();
}

} // namespace beamc::rt
