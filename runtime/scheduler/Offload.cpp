//===- Offload.cpp - Work that would keep a scheduler busy too long -------------------------------===//
#include "runtime/scheduler/Offload.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/scheduler/Scheduler.h"
#include "runtime/signal/Signal.h"
#include <condition_variable>
#include <mutex>
#include <thread>

namespace beamc::rt {
namespace {

struct Work {
  Work *next;
  void (*run)(void *);
  void *argument;
};

std::mutex gLock;
std::condition_variable gChange;
Work *gFirst, **gLast = &gFirst;
unsigned gThreads, gIdle;

[[noreturn]] void loop() {
  std::unique_lock<std::mutex> guard(gLock);
  for (;;) {
    while (!gFirst) {
      gIdle++;
      gChange.wait(guard);
      gIdle--;
    }
    Work *w = gFirst;
    gFirst = w->next;
    if (!gFirst)
      gLast = &gFirst;
    guard.unlock();
    w->run(w->argument);
    free(w);
    guard.lock();
  }
}

} // namespace

void offload(void (*run)(void *), void *argument) {
  auto *w = static_cast<Work *>(allocMemory(sizeof(Work)));
  *w = {nullptr, run, argument};
  std::lock_guard<std::mutex> guard(gLock);
  *gLast = w;
  gLast = &w->next;
  if (gIdle) {
    gChange.notify_one();
  } else if (gThreads < schedulerCount()) {
    gThreads++;
    std::thread(loop).detach();
  }
}

void suspendForOffloaded(Process &p) {
  p.suspendCount++;
  __atomic_or_fetch(&p.state, uint32_t(kStateSuspended), __ATOMIC_RELAXED);
}

void resumeOffloaded(Term pid) {
  sendSignal(pid, newSignal(SignalKind::Resume, Term::nonValue(), 0));
}

} // namespace beamc::rt
