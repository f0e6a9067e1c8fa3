//===- Timers.cpp - Timer heaps, receive timers, message timers -------------------------------===//
//
// A message timer is also in a table by the number of its reference, so that any process can
// cancel it. Whoever takes it out of the table owns it: firing and cancelling cannot both win.
// Lock order: heap, then table, then run queue.
//===----------------------------------------------------------------------===//
#include "runtime/scheduler/Timers.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/FlatTable.h"
#include "runtime/process/Table.h"
#include "runtime/scheduler/Scheduler.h"
#include <cstdlib>
#include <ctime>

namespace beamc::rt {
namespace {

struct TimerEntry {
  RefNumber key;
  Timer *timer;
};
struct TimerShard {
  std::mutex lock;
  FlatTable<RefNumber, TimerEntry> table{};
};
TimerShard gTimers[32];
TimerShard &shardOf(RefNumber ref) { return gTimers[(ref.hash() >> 20) & 31]; }

/// Takes the timer out of the table; null if somebody else did.
Timer *takeFromTable(RefNumber ref) {
  TimerShard &s = shardOf(ref);
  std::lock_guard<std::mutex> guard(s.lock);
  TimerEntry *e = s.table.find(ref);
  if (!e)
    return nullptr;
  Timer *t = e->timer;
  s.table.erase(e);
  return t;
}

void releaseTimer(Timer *t) {
  if (__atomic_sub_fetch(&t->refs, 1, __ATOMIC_ACQ_REL) == 0)
    free(t);
}

/// The heap has let go of \p t.
void deliver(Timer *t) {
  if (Timer *mine = takeFromTable(t->ref)) {
    Term to = mine->destination.isAtom() ? whereisName(mine->destination) : mine->destination;
    if (to.isValue() && to.isLocalPid())
      sendSignal(to, mine->message);
    else
      freeSignal(mine->message);
    releaseTimer(mine);
  }
  releaseTimer(t);
}

void timeOut(Term pid) {
  if (Process *p = findProcess(pid)) {
    // The owner reads the flag through `timer`: see receiveTimerFired.
    wakeProcess(p);
  }
}

} // namespace

int64_t monotonicNow() {
  timespec ts;
  clock_gettime(CLOCK_MONOTONIC, &ts);
  return int64_t(ts.tv_sec) * 1000000000 + ts.tv_nsec;
}

void TimerHeap::up(uint32_t i) {
  Timer *t = items_[i];
  while (i) {
    uint32_t parent = (i - 1) / 4;
    if (!before(t, items_[parent]))
      break;
    place(i, items_[parent]);
    i = parent;
  }
  place(i, t);
}

void TimerHeap::down(uint32_t i) {
  Timer *t = items_[i];
  for (;;) {
    uint32_t best = 0, child = i * 4 + 1;
    for (uint32_t c = child; c < child + 4 && c < count_; c++)
      if (!best || before(items_[c], items_[best]))
        best = c;
    if (!best || !before(items_[best], t))
      break;
    place(i, items_[best]);
    i = best;
  }
  place(i, t);
}

void TimerHeap::insert(Timer *t) {
  int64_t deadline = t->deadline; // read here: once inserted, it may fire and be freed
  std::unique_lock<std::mutex> guard(lock_);
  t->home = this;
  t->order = nextOrder_++;
  if (count_ == capacity_) {
    capacity_ = capacity_ ? capacity_ * 2 : 64;
    items_ = static_cast<Timer **>(realloc(items_, capacity_ * sizeof(Timer *)));
    if (!items_)
      outOfMemory(capacity_ * sizeof(Timer *));
  }
  place(count_++, t);
  up(count_ - 1);
  updateNextLocked();
  guard.unlock();
  timerStarted(deadline);
}

void TimerHeap::removeLocked(Timer *t) {
  uint32_t i = uint32_t(t->position);
  Timer *last = items_[--count_];
  t->position = -1;
  if (last == t)
    return;
  place(i, last);
  down(i);
  up(uint32_t(last->position));
}

bool TimerHeap::remove(Timer *t) {
  std::lock_guard<std::mutex> guard(lock_);
  if (t->position < 0)
    return false;
  removeLocked(t);
  updateNextLocked();
  return true;
}

int64_t TimerHeap::fire(int64_t now) {
  for (;;) {
    std::unique_lock<std::mutex> guard(lock_);
    if (!count_ || items_[0]->deadline > now) {
      updateNextLocked();
      return next();
    }
    Timer *t = items_[0];
    removeLocked(t);
    updateNextLocked();
    if (!t->message) {
      // Under the lock, because the process may be cancelling it to free itself.
      timeOut(t->destination);
      continue;
    }
    guard.unlock();
    deliver(t);
  }
}

void startReceiveTimer(Process &p, int64_t deadline) {
  if (!p.timer) {
    p.timer = static_cast<Timer *>(calloc(1, sizeof(Timer)));
    p.timer->destination = p.pid;
    p.timer->position = -1;
  }
  p.timer->deadline = deadline;
  currentScheduler()->timers.insert(p.timer);
}

void cancelReceiveTimer(Process &p) {
  if (!p.timer)
    return;
  p.timer->home->remove(p.timer);
  free(p.timer);
  p.timer = nullptr;
}

void startMessageTimer(RefNumber ref, int64_t deadline, Term destination, Signal *message) {
  auto *t = static_cast<Timer *>(calloc(1, sizeof(Timer)));
  if (!t)
    outOfMemory(sizeof(Timer));
  t->deadline = deadline;
  t->refs = 2;
  t->destination = destination;
  t->message = message;
  t->ref = ref;
  t->home = &currentScheduler()->timers;
  {
    TimerShard &s = shardOf(ref);
    std::lock_guard<std::mutex> guard(s.lock);
    s.table.insert(ref)->timer = t;
  }
  t->home->insert(t);
}

int64_t cancelMessageTimer(RefNumber ref) {
  Timer *t = takeFromTable(ref);
  if (!t)
    return -1;
  int64_t left = t->deadline - monotonicNow();
  if (t->home->remove(t))
    releaseTimer(t);
  freeSignal(t->message);
  releaseTimer(t);
  return left > 0 ? left : 0;
}

int64_t readMessageTimer(RefNumber ref) {
  TimerShard &s = shardOf(ref);
  std::lock_guard<std::mutex> guard(s.lock);
  TimerEntry *e = s.table.find(ref);
  if (!e)
    return -1;
  int64_t left = e->timer->deadline - monotonicNow();
  return left > 0 ? left : 0;
}

} // namespace beamc::rt
