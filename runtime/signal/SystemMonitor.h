//===- SystemMonitor.h - erlang:system_monitor ----------------------------------------------------===//
//
// One process may be told of collections and slices that take long, of large heaps and of
// processes that a busy port suspends. While none is, gMonitoredEvents is 0 and nothing is
// measured.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Process.h"

namespace beamc::rt {

enum SystemEvent : uint32_t {
  kLongGc = 1,
  kLongSchedule = 2,
  kLargeHeap = 4,
  kBusyPort = 8,
  kBusyDistPort = 16,
};

/// What the monitoring process is told of.
struct SystemMonitor {
  Term pid = Term::nonValue();          ///< a local pid; no value when there is none
  uint32_t events = 0;                  ///< SystemEvent bits
  int64_t longGc = 0, longSchedule = 0; ///< milliseconds
  uint64_t largeHeap = 0;               ///< words
};

/// SystemEvent bits of the present monitor; atomic.
extern uint32_t gMonitoredEvents;

SystemMonitor systemMonitor();
/// Replaces the monitor, which ends with its process. Any thread; returns the old one.
SystemMonitor setSystemMonitor(const SystemMonitor &monitor);

inline bool isMonitored(SystemEvent e) {
  return __atomic_load_n(&gMonitoredEvents, __ATOMIC_RELAXED) & e;
}

// All callers are inside an epoch.
/// \p p was suspended by \p port.
void reportBusyPort(Process &p, Term port);
/// \p p ran for \p nanoseconds without a pause, from \p in to \p out (null: not known).
void reportLongSchedule(Process &p, int64_t nanoseconds, const CodeLocation *in,
                        const CodeLocation *out);

} // namespace beamc::rt
