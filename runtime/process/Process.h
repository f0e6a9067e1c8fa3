//===- Process.h - A process ------------------------------------------------------===//
//
// The hot part is the list of abi/ProcessFields.def. The rest (signal queues, links,
// dictionary, flags) follows and lies in ProcessCold once it is not empty.
// Ownership: a running process is touched by its scheduler thread only; everybody else
// sends signals (docs/design/signals.md). Fields that others may read are atomic and say so.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/code/Code.h"
#include "runtime/term/Atom.h"

namespace beamc::rt {

struct HeapFragment;
struct ProcessCold; // process/ProcessCold.h
struct Signal;      // signal/Signal.h
struct Timer;       // scheduler/Timers.h

using abi::kRegisterArgs;

/// Bits of Process::flags: owned by the process itself.
enum ProcessFlag : uint32_t {
  kTrapExit = 1,
  kNeedsCollection = 2, ///< fragments or binaries grew: collect at the next scheduling point
  kExiting = 4,         ///< an exit signal hit; the reason is cold->exitReason
  kWaitsForMessage = 8, ///< suspended in a receive: other signals do not resume it
  kTimedOut = 16,       ///< its receive timer has fired
  kWaitsForReply = 32,  ///< suspended until cold->reply is there
  kSystemProcess = 64,
  kOffHeapMessages = 128,
  kMaxHeapKill = 256, ///< maxHeapSize: kill
  kMaxHeapLog = 512,  ///< maxHeapSize: send a log event
  kHibernated = 1024, ///< hibernate/3: the block has no room even for a call
  kSensitive = 2048,
  kFullSweepWanted = 4096, ///< the next collection is a full one
  kAsyncDist = 8192,
  kLogExit = 16384,         ///< ends by an uncaught exception: log it
  kGcStress = 32768,        ///< BEAMC_DEBUG=gcstress
  kMaxHeapBinaries = 65536, ///< maxHeapSize counts binaries too
  kSawQueueEnd = 131072, ///< a receive has looked at all messages: the next wait is for a new one
  kBlindWait = 262144,   ///< waits in a receive without clauses: messages do not resume it
  kBlocksSchedulers = 524288, ///< has blocked multi-scheduling (scheduler/Online.h)
};

/// Bits of Process::state.
enum StateBit : uint32_t {
  kStateRunning = 1,    ///< a scheduler runs it
  kStateQueued = 2,     ///< in a run queue
  kStateWake = 4,       ///< a signal came while it was running
  kStateExiting = 8,    ///< its end has begun
  kStateSuspended = 16, ///< erlang:suspend_process: handles signals only
  /// kStateLifted << priority: somebody of that priority waits for an answer to a signal
  kStateLifted = 32,
  kStateLiftedAny = kStateLifted * 7, ///< max, high, normal
};

/// Run queue classes; system_flag names in process_flag(priority).
enum Priority : uint8_t { kPriorityMax, kPriorityHigh, kPriorityNormal, kPriorityLow };

/// Why compiled code returned to the scheduler.
enum SwitchTo : uint8_t { kSwitchReady, kSwitchWait, kSwitchExit };

struct Process {
#define PROCESS_FIELD(type, name, doc) type name;
#include "runtime/abi/ProcessFields.def"

  Term pid; ///< local pid, constant for the process's life
  ProcessCold *cold;
  // The process and signal parts add their own members here (see process/ProcessTail.inc).
#include "runtime/process/ProcessTail.inc"

  /// Sets the exception and returns the non-value, so that a BIF can `return p.fail(…)`.
  Term fail(Term reason) { return failWith(atom::error, reason); }
  Term failWith(Term cls, Term reason) {
    excClass = cls.bits;
    excReason = reason.bits;
    excTrace = excArgs = excInfo = abi::kNonValue;
    return Term::nonValue();
  }
  /// As fail, with the `cause` of error_info (EEP 54) for the formatter.
  Term failInfo(Term reason, Term cause) {
    fail(reason);
    excInfo = cause.bits;
    return Term::nonValue();
  }
  /// A BIF that traps: the call continues as a call of \p target with \p args (at most 6).
  template <typename... Args> Term trap(const Export *target, Args... args) {
    unsigned i = 0;
    ((x[i++] = args.bits), ...);
    excReason = abi::kNonValue;
    trapTo = target;
    return Term::nonValue();
  }
};

} // namespace beamc::rt
