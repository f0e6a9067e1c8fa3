//===- Timers.h - Timers of receives and of start_timer and its like --------------------------===//
//
// Each scheduler has a heap of timers ordered by deadline, under a lock that is hardly ever
// contended: the owner fires what is due between two processes. A scheduler that sleeps fires those
// of all (Idle.cpp).
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/signal/Signal.h"
#include <mutex>

namespace beamc::rt {

class TimerHeap;

struct Timer {
  int64_t deadline; ///< monotonic nanoseconds
  uint64_t order;   ///< timers of the same deadline fire in the order of their start
  TimerHeap *home;
  int32_t position; ///< in the heap; -1 = not in it (home's lock)
  int32_t refs;     ///< atomic: heap and table (message timers)
  Term destination; ///< pid or registered name
  Signal *message;  ///< or null: a receive timer of process `destination`
  RefNumber ref;
};

/// A heap with four children a node. Locks; any thread; fire is for threads of schedulers, inside
/// an epoch. A timer must live for as long as it is in the heap; remove gives it back.
class TimerHeap {
public:
  /// \p t is in no heap.
  void insert(Timer *t);
  /// False if it was not in the heap any more.
  bool remove(Timer *t);
  /// Fires what is due at \p now. Returns the next deadline, or INT64_MAX.
  int64_t fire(int64_t now);
  /// Earliest deadline; a hint.
  int64_t next() const { return __atomic_load_n(&next_, __ATOMIC_RELAXED); }

private:
  bool before(const Timer *a, const Timer *b) const {
    return a->deadline != b->deadline ? a->deadline < b->deadline : a->order < b->order;
  }
  void place(uint32_t i, Timer *t) {
    items_[i] = t;
    t->position = int32_t(i);
  }
  void up(uint32_t i);
  void down(uint32_t i);
  Timer *popLocked();
  void removeLocked(Timer *t);
  void updateNextLocked() {
    __atomic_store_n(&next_, count_ ? items_[0]->deadline : INT64_MAX, __ATOMIC_RELAXED);
  }

  std::mutex lock_;
  Timer **items_ = nullptr;
  uint32_t count_ = 0, capacity_ = 0;
  uint64_t nextOrder_ = 0;
  int64_t next_ = INT64_MAX;
};

/// Monotonic clock in nanoseconds; OTP's native time unit here.
int64_t monotonicNow();

/// A timer has been inserted: a scheduler that sleeps learns of it if it must. (Idle.cpp)
void timerStarted(int64_t deadline);

/// Receive timers: at most one per process; the process itself calls these.
void startReceiveTimer(Process &p, int64_t deadline);
void cancelReceiveTimer(Process &p);

/// Sends \p message (taken over) to \p destination at \p deadline.
void startMessageTimer(RefNumber ref, int64_t deadline, Term destination, Signal *message);
/// Nanoseconds that were left (≥ 0), or -1 if there is no such timer any more. Any thread.
int64_t cancelMessageTimer(RefNumber ref);
int64_t readMessageTimer(RefNumber ref);

} // namespace beamc::rt
