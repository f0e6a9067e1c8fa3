//===- Balance.cpp - Which process a scheduler runs next ---------------------------------------===//
//
// A scheduler takes from its own queue; with nothing there it steals. That alone would leave
// processes behind where a process of higher priority never waits, or behind a long queue, for as
// long as the others have work of their own. So each scheduler, after some work, also looks at the
// queues of the others and takes
//
//   one process    of a queue that nothing has left since its last look;
//   one ordinary   process of a queue that has let only those of higher priority go;
//   some           of a queue that is longer than its own.
//===----------------------------------------------------------------------===//
#include "runtime/heap/OffHeap.h"
#include "runtime/scheduler/Chaos.h"
#include "runtime/scheduler/Threads.h"
#include <algorithm>
#include <cstdlib>

namespace beamc::rt {
namespace {

/// Reductions between two looks: a few slices of processes that compute.
constexpr uint64_t kBalanceEvery = uint64_t(abi::kReductions) * 4;
/// Slices of higher priority in a row after which others help out.
constexpr uint32_t kPassedOver = 8;
/// Processes taken from a queue at once.
constexpr uint32_t kMostTaken = 16;

Process *popOwn(Scheduler &home) {
  if (__builtin_expect(home.bound.length() != 0, 0)) {
    unsigned own = home.bound.firstPriority(), other = home.queue.firstPriority();
    bool turn = own < other ||
                (own == other && (__atomic_fetch_add(&home.boundTurn, 1, __ATOMIC_RELAXED) & 1));
    if (turn)
      if (Process *p = home.bound.pop())
        return p;
  }
  return home.queue.pop();
}

Process *steal(Scheduler &s) {
  for (unsigned i = 0; i < gThreads.homes; i++) {
    Scheduler *victim = gThreads.all[(s.id + i) % gThreads.homes];
    if (victim != s.home)
      if (Process *p = victim->queue.pop())
        return p;
  }
  return s.home->bound.pop();
}

/// A process of any scheduler; one of its own sometimes goes to the end of the queue first.
Process *popAtRandom(Scheduler &s) {
  RunQueue &own = s.home->queue;
  if (chaosRandom(s, 4) == 0)
    if (Process *p = gThreads.all[chaosRandom(s, gThreads.homes)]->queue.pop())
      return p;
  if (chaosRandom(s, 3) == 0)
    if (Process *p = own.pop())
      own.push(p);
  return popOwn(*s.home);
}

void takeFrom(RunQueue &own, Scheduler &victim, uint64_t &seen) {
  RunQueue &queue = victim.queue;
  uint32_t length = queue.length(), mine = own.length();
  uint64_t pops = queue.pops();
  bool stands = pops == seen;
  seen = pops;
  if (!length)
    return;
  if (length > mine + 1) {
    for (uint32_t n = std::min((length - mine) / 2, kMostTaken); n; n--)
      if (Process *p = queue.pop())
        own.push(p);
  } else if (stands) {
    if (Process *p = queue.pop())
      own.push(p);
  } else if (queue.passedOver() >= kPassedOver) {
    if (Process *p = queue.popOrdinary())
      own.push(p);
  }
}

[[gnu::noinline]] void balance(Scheduler &s) {
  s.balancedAt = s.reductions;
  // What it took would wait here too.
  if (s.queue.passedOver() >= kPassedOver)
    return;
  if (!s.seenPops) {
    s.seenPops = static_cast<uint64_t *>(allocMemory(gThreads.homes * sizeof(uint64_t)));
    std::fill_n(s.seenPops, gThreads.homes, ~uint64_t(0));
  }
  for (unsigned i = 1; i < gThreads.homes; i++) {
    unsigned at = (s.id - 1 + i) % gThreads.homes;
    takeFrom(s.queue, *gThreads.all[at], s.seenPops[at]);
  }
}

} // namespace

Process *nextProcess(Scheduler &s) {
  if (__builtin_expect(chaos(), 0))
    if (Process *p = popAtRandom(s))
      return p;
  if (s.home == &s && s.reductions - s.balancedAt >= kBalanceEvery)
    balance(s);
  if (Process *p = popOwn(*s.home))
    return p;
  return steal(s);
}

} // namespace beamc::rt
