//===- RunQueue.cpp - Queues of runnable processes --------------------------------------------===//
#include "runtime/scheduler/Scheduler.h"

namespace beamc::rt {

static unsigned queueOf(const Process *p) {
  uint32_t lifted = __atomic_load_n(&p->state, __ATOMIC_SEQ_CST) & kStateLiftedAny;
  if (!lifted)
    return p->priority;
  unsigned to = unsigned(__builtin_ctz(lifted / kStateLifted));
  return to < p->priority ? to : p->priority;
}

void RunQueue::append(Process *p) {
  unsigned q = queueOf(p);
  p->runNext = nullptr;
  *last_[q] = p;
  last_[q] = &p->runNext;
}

void RunQueue::push(Process *p) {
  std::lock_guard<std::mutex> guard(lock_);
  append(p);
  __atomic_store_n(&length_, length_ + 1, __ATOMIC_SEQ_CST);
}

void RunQueue::pushFront(Process *p) {
  std::lock_guard<std::mutex> guard(lock_);
  unsigned q = queueOf(p);
  p->runNext = first_[q];
  if (!first_[q])
    last_[q] = &p->runNext;
  first_[q] = p;
  __atomic_store_n(&length_, length_ + 1, __ATOMIC_SEQ_CST);
}

bool RunQueue::lift(Process *p) {
  std::lock_guard<std::mutex> guard(lock_);
  for (unsigned q = queueOf(p) + 1; q <= kPriorityLow; q++)
    for (Process **link = &first_[q]; *link; link = &(*link)->runNext)
      if (*link == p) {
        *link = p->runNext;
        if (last_[q] == &p->runNext)
          last_[q] = link;
        append(p);
        return true;
      }
  return false;
}

Process *RunQueue::popFrom(unsigned q) {
  Process *p = first_[q];
  first_[q] = p->runNext;
  if (!first_[q])
    last_[q] = &first_[q];
  __atomic_store_n(&length_, length_ - 1, __ATOMIC_RELAXED);
  __atomic_store_n(&pops_, pops_ + 1, __ATOMIC_RELAXED);
  bool passed = q < kPriorityNormal && (first_[kPriorityNormal] || first_[kPriorityLow]);
  __atomic_store_n(&passedOver_, passed ? passedOver_ + 1 : 0, __ATOMIC_RELAXED);
  return p;
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
  return popFrom(q);
}

Process *RunQueue::popOrdinary() {
  std::lock_guard<std::mutex> guard(lock_);
  for (unsigned q : {kPriorityNormal, kPriorityLow})
    if (first_[q])
      return popFrom(q);
  return nullptr;
}

unsigned RunQueue::firstPriority() {
  std::lock_guard<std::mutex> guard(lock_);
  unsigned q = 0;
  while (q < 4 && !first_[q])
    q++;
  return q;
}

} // namespace beamc::rt
