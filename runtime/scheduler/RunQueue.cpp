//===- RunQueue.cpp - Queues of runnable processes --------------------------------------------===//
#include "runtime/scheduler/Scheduler.h"

namespace beamc::rt {

void RunQueue::push(Process *p) {
  std::lock_guard<std::mutex> guard(lock_);
  p->runNext = nullptr;
  *last_[p->priority] = p;
  last_[p->priority] = &p->runNext;
  __atomic_store_n(&length_, length_ + 1, __ATOMIC_SEQ_CST);
}

Process *RunQueue::pop() {
  if (!length())
    return nullptr;
  std::lock_guard<std::mutex> guard(lock_);
  if (!length_)
    return nullptr;
  unsigned q = 0;
  while (!first_[q])
    q++;
  // Low priority has its turn although normal processes wait.
  if (q == kPriorityNormal && first_[kPriorityLow] && (++lowTurn_ & 7) == 0)
    q = kPriorityLow;
  Process *p = first_[q];
  first_[q] = p->runNext;
  if (!first_[q])
    last_[q] = &first_[q];
  __atomic_store_n(&length_, length_ - 1, __ATOMIC_RELAXED);
  return p;
}

} // namespace beamc::rt
