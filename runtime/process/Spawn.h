//===- Spawn.h - Making processes -----------------------------------------------------------===//
#pragma once
#include "runtime/process/ProcessCold.h"

namespace beamc::rt {

struct SpawnOptions {
  bool link = false, monitor = false;
  AliasMode alias = kAliasNone;
  Term tag = atom::DOWN;
  uint32_t flags = 0; ///< kOffHeapMessages, kAsyncDist, kMaxHeap…
  uint8_t priority = kPriorityNormal;
  uint32_t boundTo = 0;                 ///< id of the only scheduler that runs it, or 0
  uint32_t minHeapSize = 0;             ///< words; 0 = the system's default
  uint32_t minVirtualBinary = 0;        ///< words; 0 = default
  uint32_t fullsweepAfter = UINT32_MAX; ///< minor collections; UINT32_MAX = default
  uint64_t maxHeapSize = UINT64_MAX;    ///< words, 0 = no limit; UINT64_MAX = default
};

/// Defaults that erlang:system_flag changes, in the units of SpawnOptions; atomic.
struct ProcessDefaults {
  uint32_t minHeapSize = 233, minVirtualBinary = 46422, fullsweepAfter = 65535;
  uint64_t maxHeapSize = 0;
  uint32_t maxHeapFlags = kMaxHeapKill | kMaxHeapLog;
};
extern ProcessDefaults gDefaults;

/// The process that runs \p code with copies of \p args (at most 255) in x0 …, not scheduled
/// yet, or null (table full). \p parent is null for the first process. \p module, \p function and
/// \p arity are what process_info(initial_call) shows. With options.monitor the monitor's
/// reference, a term of the parent's heap, goes to \p *ref. The table owns the process; the caller
/// may use the pointer until startProcess, and later inside an epoch only.
Process *spawnProcess(Process *parent, CodeFn *code, const Term *args, unsigned count,
                      const SpawnOptions &options, Term module, Term function, unsigned arity,
                      Term *ref = nullptr);
/// Lets it run, on any scheduler: it may have ended when this returns.
void startProcess(Process *p);

/// The bottom frame of each process: its return ends the process normally.
extern "C" CodeFn beamc_rt_process_end;

} // namespace beamc::rt
